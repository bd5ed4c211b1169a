namespace NnGen;

/// <summary>Adds the activation SiLU, the sigmoid-weighted linear unit, also called swish.</summary>
/// <remarks>a = z / (1 + exp(−z)). Shape: unchanged. Elfwing and others, 2017.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SiluAttribute : Attribute;
