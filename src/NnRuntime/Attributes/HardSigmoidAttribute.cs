namespace NnGen;

/// <summary>Adds the activation hard sigmoid, a piecewise linear approximation of the sigmoid.</summary>
/// <remarks>a = min(1, max(0, z/6 + 1/2)). Shape: unchanged.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HardSigmoidAttribute : Attribute;
