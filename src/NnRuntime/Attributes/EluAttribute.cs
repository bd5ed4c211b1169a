namespace NnGen;

/// <summary>A layer: the exponential linear unit.</summary>
/// <remarks>a = z for z &gt; 0, otherwise α(exp(z) − 1). Shape: unchanged. Clevert and others, 2015.</remarks>
/// <param name="alpha">The value that very negative inputs approach is −α.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class EluAttribute(double alpha = 1) : Attribute
{
    /// <summary>The value that very negative inputs approach is −α.</summary>
    public double Alpha { get; } = alpha;
}
