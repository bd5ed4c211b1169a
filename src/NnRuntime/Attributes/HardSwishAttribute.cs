namespace NnGen;

/// <summary>Adds the activation hard swish, z times the hard sigmoid.</summary>
/// <remarks>a = z·min(1, max(0, z/6 + 1/2)). Shape: unchanged. Howard and others, 2019.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HardSwishAttribute : Attribute;
