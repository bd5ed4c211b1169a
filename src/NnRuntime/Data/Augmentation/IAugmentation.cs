using NnGen.CompilerServices;

namespace NnGen.Data;

/// <summary>Represents a random change of an image that preserves its content. A network that sees a different variant in every epoch memorizes less.</summary>
public interface IAugmentation
{
    /// <summary>Writes a changed image.</summary>
    /// <param name="from">The image, one channel after the other, each row by row.</param>
    /// <param name="to">Receives the changed image; every pixel must be written.</param>
    /// <param name="shape">Shape of the image.</param>
    /// <param name="random">Random numbers that depend only on the seed of the run, the epoch and the sample. Use no others, so that the same run gives the same bits.</param>
    void Apply(ReadOnlySpan<float> from, Span<float> to, ImageShape shape, Xoshiro256 random);
}

/// <summary>Specifies the shape of an image, as in <c>[Network(channels, height, width)]</c>.</summary>
/// <param name="channels">Number of channels, at least 1.</param>
/// <param name="height">Number of rows, at least 1.</param>
/// <param name="width">Number of columns, at least 1.</param>
public readonly struct ImageShape(int channels, int height, int width)
{
    /// <summary>Gets the number of channels.</summary>
    public int Channels { get; } = channels;

    /// <summary>Gets the number of rows.</summary>
    public int Height { get; } = height;

    /// <summary>Gets the number of columns.</summary>
    public int Width { get; } = width;

    /// <summary>Gets the number of floats.</summary>
    public int Length => Channels * Height * Width;
}
