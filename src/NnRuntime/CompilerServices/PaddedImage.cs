using System.ComponentModel;

namespace NnGen.CompilerServices;

/// <summary>An image of several channels, padded with zeros, as a convolution reads it.</summary>
/// <remarks>With a stride s the columns of each row are sorted by their remainder modulo s: those that one tap of the kernel meets on its way
/// along the row are then contiguous.</remarks>
/// <param name="Channels">Channels of the image.</param>
/// <param name="Height">Its rows.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Vertical">Rows of zeros above it, and as many below.</param>
/// <param name="Left">Columns of zeros on the left.</param>
/// <param name="Right">Columns of zeros on the right.</param>
/// <param name="Stride">How columns are sorted; 1 keeps their order.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct PaddedImage(int Channels, int Height, int Width, int Vertical, int Left, int Right, int Stride)
{
    /// <summary>Rows with the shape.</summary>
    internal int Rows => Height + (2 * Vertical);

    /// <summary>Columns of one remainder.</summary>
    internal int Phase => (Left + Width + Right + Stride - 1) / Stride;

    /// <summary>Floats of a row.</summary>
    internal int RowLength => Stride * Phase;

    /// <summary>Floats of one sample.</summary>
    internal int Length => Channels * Rows * RowLength;

    /// <summary>Floats of one sample without the shape.</summary>
    internal int ImageLength => Channels * Height * Width;

    /// <summary>Index of column w of the image within its padded row.</summary>
    internal int Column(int w) => ((w + Left) % Stride * Phase) + ((w + Left) / Stride);

    /// <summary>Checks that this is an image, and that no size of a group of them wraps around.</summary>
    /// <exception cref="ArgumentException">A size is not positive, or a padding is negative.</exception>
    /// <exception cref="OverflowException">A group is longer than an array can be.</exception>
    internal void Check(int lanes)
    {
        if (Channels < 1 || Height < 1 || Width < 1 || Stride < 1 || (Vertical | Left | Right) < 0 || lanes < 1)
        {
            throw new ArgumentException($"{this} is not an image within a shape, or a group has {lanes} samples.");
        }
        _ = checked(Stride * ((Left + Width + Right + Stride - 1) / Stride) * (Height + (2 * Vertical)) * Channels * lanes);
    }
}
