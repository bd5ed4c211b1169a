namespace NnGen.Data;

/// <summary>Represents a random change of an image that preserves its content. A network that sees a different variant in every epoch memorizes less.</summary>
/// <remarks>ToString returns the change and its settings. A checkpoint can be resumed only with the same changes and settings. An augmentation that does not override ToString is identified by its
/// class name, so that changed settings are not noticed.</remarks>
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
/// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or there are more pixels than an array can hold.</exception>
public readonly struct ImageShape(int channels, int height, int width)
{
    /// <summary>Gets the number of channels.</summary>
    public int Channels { get; } = SettingRange.AtLeast(channels, 1, nameof(channels));

    /// <summary>Gets the number of rows.</summary>
    public int Height { get; } = SettingRange.AtLeast(height, 1, nameof(height));

    /// <summary>Gets the number of columns.</summary>
    public int Width { get; } = SettingRange.AtLeast(width, 1, nameof(width));

    /// <summary>Gets the number of floats.</summary>
    public int Length { get; } = (Int128)channels * height * width <= Array.MaxLength ? channels * height * width
        : throw new ArgumentOutOfRangeException(nameof(width), width, $"A shape of {channels}×{height}×{width} has {(Int128)channels * height * width} pixels, but at most {Array.MaxLength} are possible; check the sizes.");
}
