namespace NnGen;

/// <summary>Adds the activation Mish.</summary>
/// <remarks>a = z·tanh(log(1 + exp(z))). Shape: unchanged. Misra, 2019.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MishAttribute : Attribute;
