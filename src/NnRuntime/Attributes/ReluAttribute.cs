namespace NnGen;

/// <summary>Adds the activation ReLU, the rectified linear unit.</summary>
/// <remarks>a = max(0, z). Shape: unchanged. Nair and Hinton, 2010.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ReluAttribute : Attribute;
