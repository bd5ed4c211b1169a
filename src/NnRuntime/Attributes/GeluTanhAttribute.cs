namespace NnGen;

/// <summary>Adds the tanh approximation of the activation GELU, the Gaussian error linear unit.</summary>
/// <remarks>a = z/2·(1 + tanh(√(2/π)·(z + 0.044715 z³))). Shape: unchanged. Hendrycks and Gimpel, 2016.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GeluTanhAttribute : Attribute;
