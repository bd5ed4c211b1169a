namespace NnGen;

/// <summary>Specifies the loss for outputs that are independent yes-or-no decisions: −t·log σ(z) − (1 − t)·log(1 − σ(z)), averaged over batch and outputs.</summary>
/// <remarks>The loss is computed from the logits z of the last linear layer; Sigmoid as the last layer only determines what Forward writes. Targets: OutputLength values from 0 to 1.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class BinaryCrossEntropyAttribute : Attribute;
