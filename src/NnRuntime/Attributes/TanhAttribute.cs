namespace NnGen;

/// <summary>A layer: the hyperbolic tangent.</summary>
/// <remarks>a = tanh(z). Shape: unchanged.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class TanhAttribute : Attribute;
