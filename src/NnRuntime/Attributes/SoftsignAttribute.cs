namespace NnGen;

/// <summary>Adds the activation softsign, a smooth sign function.</summary>
/// <remarks>a = z / (1 + |z|). Shape: unchanged. Bergstra and others, 2009.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SoftsignAttribute : Attribute;
