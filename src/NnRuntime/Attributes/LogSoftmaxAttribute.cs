namespace NnGen;

/// <summary>Adds a layer that computes the logarithm of softmax over the features.</summary>
/// <remarks>q = z − max z − log Σ exp(z − max z). Shape: unchanged. As the last layer before cross-entropy it is fused with the loss.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LogSoftmaxAttribute : Attribute;
