namespace NnGen;

/// <summary>A layer: a smooth sign.</summary>
/// <remarks>a = z / (1 + |z|). Shape: unchanged. Bergstra and others, 2009.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SoftsignAttribute : Attribute;
