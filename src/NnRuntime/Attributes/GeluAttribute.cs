namespace NnGen;

/// <summary>Adds the activation GELU, the Gaussian error linear unit.</summary>
/// <remarks>a = z·Φ(z) with the exact normal distribution. Shape: unchanged. Hendrycks and Gimpel, 2016.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GeluAttribute : Attribute;
