namespace NnGen;

/// <summary>Adds the activation tanh, the hyperbolic tangent.</summary>
/// <remarks>a = tanh(z). Shape: unchanged.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class TanhAttribute : Attribute;
