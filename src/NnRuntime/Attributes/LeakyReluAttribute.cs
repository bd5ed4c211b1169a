namespace NnGen;

/// <summary>A layer: a rectifier that lets a part of negative values through.</summary>
/// <remarks>a = z for z &gt; 0, otherwise slope·z. Shape: unchanged. Maas and others, 2013.</remarks>
/// <param name="slope">The slope on the negative side.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LeakyReluAttribute(double slope = 0.01) : Attribute
{
    /// <summary>The slope on the negative side.</summary>
    public double Slope { get; } = slope;
}
