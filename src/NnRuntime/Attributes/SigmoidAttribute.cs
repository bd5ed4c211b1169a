namespace NnGen;

/// <summary>Adds the activation sigmoid, the logistic function.</summary>
/// <remarks>a = 1 / (1 + exp(−z)). Shape: unchanged. As the last layer before binary cross-entropy it is fused with the loss.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SigmoidAttribute : Attribute;
