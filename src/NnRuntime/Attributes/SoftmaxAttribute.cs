namespace NnGen;

/// <summary>Adds a layer that computes softmax over the features.</summary>
/// <remarks>p = exp(z − max z) / Σ exp(z − max z). Shape: unchanged. As the last layer before cross-entropy it is fused with the loss.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SoftmaxAttribute : Attribute;
