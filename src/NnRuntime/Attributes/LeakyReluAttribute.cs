namespace NnGen;

/// <summary>Adds the activation leaky ReLU, a rectifier with a small slope for negative values.</summary>
/// <remarks>a = z for z &gt; 0, otherwise slope·z. Shape: unchanged. Maas and others, 2013.</remarks>
/// <param name="slope">The slope for negative values.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LeakyReluAttribute(double slope = 0.01) : Attribute
{
    /// <summary>Gets the slope for negative values.</summary>
    public double Slope { get; } = slope;
}
