namespace NnGen;

/// <summary>Adds the activation ELU, the exponential linear unit.</summary>
/// <remarks>a = z for z &gt; 0, otherwise α(exp(z) − 1). Shape: unchanged. Clevert and others, 2015.</remarks>
/// <param name="alpha">The α of the formula; the output approaches −α for very negative inputs.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class EluAttribute(double alpha = 1) : Attribute
{
    /// <summary>Gets the α of the formula; the output approaches −α for very negative inputs.</summary>
    public double Alpha { get; } = alpha;
}
