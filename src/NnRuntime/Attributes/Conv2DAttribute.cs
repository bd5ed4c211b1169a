namespace NnGen;

/// <summary>Adds a layer on images that slides every filter over all channels: z = W ⋆ x + b (a cross-correlation, as in PyTorch).</summary>
/// <remarks>Shape: [channels, height, width] → [filters, ⌊(height + 2·padding − kernel height) / stride⌋ + 1, the same for the width].
/// Formula: z[f, i, j] = b[f] + Σ W[f, c, p, q]·x[c, i·stride + p − padding, j·stride + q − padding], where x is 0 outside the image.
/// Blocks: weight [filters, channels, kernel height, kernel width] and bias [filters]. The weights are initialized with He's uniform variance before a
/// rectifier and with Glorot's otherwise, with fan-in channels·kernel height·kernel width; the bias is initialized with zeros.</remarks>
/// <param name="filters">Number of output channels, at least 1.</param>
/// <param name="kernel">Number of rows and columns of each filter, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Conv2DAttribute(int filters, int kernel) : Attribute
{
    /// <summary>Gets the number of output channels.</summary>
    public int Filters { get; } = filters;

    /// <summary>Gets the number of rows of each filter.</summary>
    public int KernelHeight { get; set; } = kernel;

    /// <summary>Gets the number of columns of each filter.</summary>
    public int KernelWidth { get; set; } = kernel;

    /// <summary>Gets or sets the number of pixels by which a filter moves, down and to the right.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Gets or sets the number of rows and columns of zeros on each side of the image.</summary>
    public int Padding { get; set; }

    /// <summary>Gets or sets whether the bias b is added.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>Gets or sets the initializer of W. The default depends on the activation that follows.</summary>
    public Initializer Initializer { get; set; }

    /// <summary>Gets or sets the value for <see cref="Initializer.Constant"/>.</summary>
    public double InitialValue { get; set; }

    /// <summary>Gets or sets the initializer of b; by default b is initialized with zeros.</summary>
    public Initializer BiasInitializer { get; set; }

    /// <summary>Gets or sets the value for <see cref="Initializer.Constant"/> in <see cref="BiasInitializer"/>.</summary>
    public double BiasInitialValue { get; set; }
}
