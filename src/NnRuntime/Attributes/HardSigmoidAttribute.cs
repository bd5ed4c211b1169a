namespace NnGen;

/// <summary>A layer: three straight pieces in the place of the sigmoid.</summary>
/// <remarks>a = min(1, max(0, z/6 + 1/2)). Shape: unchanged.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HardSigmoidAttribute : Attribute;
