using System.ComponentModel;

namespace NnRuntime.Numerics;

/// <summary>An image of several channels within a frame of zeros, as a convolution reads it.</summary>
/// <remarks>With a stride s the columns of each row are sorted by their remainder modulo s: those that one tap of the kernel meets on its way
/// along the row then lie side by side.</remarks>
/// <param name="Channels">Channels of the image.</param>
/// <param name="Height">Its rows.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Vertical">Rows of zeros above it, and as many below.</param>
/// <param name="Left">Columns of zeros on the left.</param>
/// <param name="Right">Columns of zeros on the right.</param>
/// <param name="Stride">How columns are sorted; 1 keeps their order.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Frame(int Channels, int Height, int Width, int Vertical, int Left, int Right, int Stride)
{
    /// <summary>Rows with the frame.</summary>
    public int Rows => Height + (2 * Vertical);

    /// <summary>Columns of one remainder.</summary>
    public int Phase => (Left + Width + Right + Stride - 1) / Stride;

    /// <summary>Floats of a row.</summary>
    public int RowLength => Stride * Phase;

    /// <summary>Floats of one sample.</summary>
    public int Length => Channels * Rows * RowLength;

    /// <summary>Where column w of the image lies within its row.</summary>
    public int Column(int w) => ((w + Left) % Stride * Phase) + ((w + Left) / Stride);
}
