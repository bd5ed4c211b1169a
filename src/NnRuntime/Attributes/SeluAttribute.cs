namespace NnGen;

/// <summary>Adds the activation SELU, the self-normalizing exponential linear unit.</summary>
/// <remarks>a = λz for z &gt; 0, otherwise λα(exp(z) − 1), with λ = 1.0507 and α = 1.6733. Shape: unchanged. Klambauer and others, 2017.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SeluAttribute : Attribute;
