using NnGen.CompilerServices;

namespace NnGen.Data;

/// <summary>A random change of an image that leaves what it shows: a network that sees another one in every epoch learns by heart less.</summary>
public interface IAugmentation
{
    /// <summary>Writes a changed image.</summary>
    /// <param name="from">The image, one channel after the other, each row by row.</param>
    /// <param name="to">The changed image; every pixel is to be written.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="random">Random numbers that depend on the seed of the run, the epoch and the sample alone. Take all from here, and the same run gives the same bits.</param>
    void Apply(ReadOnlySpan<float> from, Span<float> to, ImageShape shape, Xoshiro256 random);
}

/// <summary>The shape of an image, as in <c>[Network(channels, height, width)]</c>.</summary>
/// <param name="Channels">Its channels, at least 1.</param>
/// <param name="Height">Its rows, at least 1.</param>
/// <param name="Width">Its columns, at least 1.</param>
public readonly record struct ImageShape(int Channels, int Height, int Width)
{
    /// <summary>Number of floats.</summary>
    public int Length => Channels * Height * Width;
}
