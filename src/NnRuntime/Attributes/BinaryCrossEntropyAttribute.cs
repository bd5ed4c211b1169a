namespace NnGen;

/// <summary>The loss of yes-or-no outputs: −t·log σ(z) − (1 − t)·log(1 − σ(z)), the mean over batch and outputs.</summary>
/// <remarks>Works on the logits z of the last linear layer; Sigmoid as the last layer only decides what Forward writes. Targets: OutputLength values from 0 to 1.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class BinaryCrossEntropyAttribute : Attribute;
