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
/// <param name="channels">Number of channels, at least 1.</param>
/// <param name="height">Number of rows, at least 1.</param>
/// <param name="width">Number of columns, at least 1.</param>
public readonly struct ImageShape(int channels, int height, int width)
{
    /// <summary>Number of channels.</summary>
    public int Channels { get; } = channels;

    /// <summary>Number of rows.</summary>
    public int Height { get; } = height;

    /// <summary>Number of columns.</summary>
    public int Width { get; } = width;

    /// <summary>Number of floats.</summary>
    public int Length => Channels * Height * Width;
}
