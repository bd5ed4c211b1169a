namespace NnGen;

/// <summary>Adds the activation softplus, a smooth rectifier.</summary>
/// <remarks>a = log(1 + exp(z)). Shape: unchanged. Dugas and others, 2000.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SoftplusAttribute : Attribute;
