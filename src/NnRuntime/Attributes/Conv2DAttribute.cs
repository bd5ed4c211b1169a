namespace NnGen;

/// <summary>A layer on images: every filter slides over all channels, z = W ⋆ x + b (a cross-correlation, as in PyTorch).</summary>
/// <remarks>Shape: [channels, height, width] → [filters, ⌊(height + 2·padding − kernel height) / stride⌋ + 1, the same of the width].
/// Formula: z[f, i, j] = b[f] + Σ W[f, c, p, q]·x[c, i·stride + p − padding, j·stride + q − padding], where x is 0 outside the image.
/// Blocks: weight [filters, channels, kernel height, kernel width] and bias [filters]. The weights start with He's uniform variance before a
/// rectifier and with Glorot's before anything else, with fan-in channels·kernel height·kernel width; the bias starts at zero.</remarks>
/// <param name="filters">The number of channels behind the layer, at least 1.</param>
/// <param name="kernel">Rows and columns of each filter, at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Conv2DAttribute(int filters, int kernel) : Attribute
{
    /// <summary>Number of output channels.</summary>
    public int Filters { get; } = filters;

    /// <summary>Rows of each filter.</summary>
    public int KernelHeight { get; set; } = kernel;

    /// <summary>Columns of each filter.</summary>
    public int KernelWidth { get; set; } = kernel;

    /// <summary>How many pixels a filter moves on, down and to the right.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>Rows and columns of zeros around the image, on each side.</summary>
    public int Padding { get; set; }

    /// <summary>Whether b is added.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>Initializer of W. The default depends on the activation that follows.</summary>
    public Initializer Initializer { get; set; }

    /// <summary>The value for <see cref="Initializer.Constant"/>.</summary>
    public double InitialValue { get; set; }

    /// <summary>How b starts; by default with zeros.</summary>
    public Initializer BiasInitializer { get; set; }

    /// <summary>The value for <see cref="Initializer.Constant"/> in <see cref="BiasInitializer"/>.</summary>
    public double BiasInitialValue { get; set; }
}
