using System.ComponentModel;

namespace NnGen.CompilerServices;

/// <summary>The sizes of a convolution with 3×3 kernels and stride 1 that is computed in tiles of 2×2 pixels of its result. Sizes are in floats of one sample.</summary>
/// <param name="Channels">Channels of the image.</param>
/// <param name="Rows">Rows of the image, with the padding that is in memory.</param>
/// <param name="RowLength">Columns of the image, with their padding.</param>
/// <param name="Above">Rows of zeros above the image that are not in memory. Those below follow from the other sizes.</param>
/// <param name="Filters">Channels of the result.</param>
/// <param name="Height">Rows of the result.</param>
/// <param name="Width">Columns of the result.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct WinogradShape(int Channels, int Rows, int RowLength, int Above, int Filters, int Height, int Width)
{
    /// <summary>Products of transformed pixels for each tile and channel: 4×4, where the convolution itself has 36.</summary>
    internal const int Products = 16;

    // Pixels of a tile that are computed at a time: their transforms stay in the second-level cache.
    private const int ColumnsAtATime = 64;

    // What keeps transforms apart that would be a multiple of 4 KB apart, and share a few places of the caches.
    private const int Gap = 16;

    /// <summary>The columns of transforms for tiles of one sample, at most.</summary>
    internal int Columns => Math.Max(ColumnsAtATime, (Width + 1) / 2);

    /// <summary>The channels in whole vectors of the widest kind.</summary>
    internal int WholeChannels => checked(Channels + 15) / 16 * 16;

    /// <summary>Floats from one transform of the weights to the next.</summary>
    internal int WeightStride => checked((Filters * WholeChannels) + Gap);

    /// <summary>Floats from one transform of the image to the next.</summary>
    internal int ImageStride => checked((WholeChannels * Columns) + Gap);

    /// <summary>Floats from one product to the next.</summary>
    internal int ProductStride => checked((Filters * Columns) + Gap);

    /// <summary>Floats of the buffer for all transforms.</summary>
    public int BufferLength => checked(Products * (WeightStride + ImageStride + ProductStride));

    /// <summary>Floats of the buffer for the gradients of kernels and bias, which need one transform of the image in another order, and a sum for each filter.</summary>
    public int GradientBufferLength => checked(BufferLength + (WholeChannels * Columns) + (Filters * 16));

    /// <summary>Floats of one image.</summary>
    internal int ImageLength => Channels * Rows * RowLength;

    /// <summary>Tiles that are computed at a time: samples side by side take any, and one sample takes whole rows of tiles, about as many each time, since the last ones overlap those
    /// before them.</summary>
    internal static int TilesAtATime(int lanes, int down, int across)
    {
        if (lanes > 1)
        {
            return Math.Min(down * across, Math.Max(1, ColumnsAtATime / lanes));
        }
        int most = Math.Max(1, ColumnsAtATime / across), times = (down + most - 1) / most;
        return (down + times - 1) / times * across;
    }

    /// <summary>Checks that the tiles are within the image, and that no size wraps around.</summary>
    /// <exception cref="ArgumentException">A size is not positive, or a tile is beyond the image.</exception>
    /// <exception cref="OverflowException">A buffer is longer than an array can be.</exception>
    internal void Check(int lanes)
    {
        if (Channels < 1 || Rows < 1 || Above < 0 || Filters < 1 || Height < 2 || Width < 2 || RowLength < Width + 2 || lanes < 1)
        {
            throw new ArgumentException($"{this} has no tiles of 2×2 pixels, or a group has {lanes} samples.");
        }
        _ = checked(Channels * Rows * RowLength * lanes);
        _ = checked(Filters * Height * Width * lanes);
        _ = GradientBufferLength;
    }
}
