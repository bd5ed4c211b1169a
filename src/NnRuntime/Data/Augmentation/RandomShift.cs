namespace NnGen.Data;

/// <summary>Shifts an image by a random number of whole pixels in each direction; pixels from outside the image are 0.</summary>
public sealed class RandomShift : IAugmentation
{
    // Twice the shift, plus one, is the number of possible shifts.
    private const int MaxPixels = (int.MaxValue / 2) - 1;


    /// <summary>Creates the augmentation.</summary>
    /// <param name="pixels">Maximum shift in pixels, from 0 to 1,073,741,822.</param>
    public RandomShift(int pixels)
    {
        if (pixels is < 0 or > MaxPixels)
        {
            throw new ArgumentOutOfRangeException(nameof(pixels), pixels, $"The maximum shift is {pixels} pixels, but it must be from 0 to {MaxPixels}; a shift by more than the size of the image removes it.");
        }
        Pixels = pixels;
    }

    /// <summary>Gets the maximum shift in pixels.</summary>
    internal int Pixels { get; }

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> from, Span<float> to, ImageShape shape, Xoshiro256 random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int down = random.NextInt((2 * Pixels) + 1) - Pixels, right = random.NextInt((2 * Pixels) + 1) - Pixels;
        to.Clear();
        int width = shape.Width - Math.Abs(right);
        for (int row = 0; row < shape.Channels * shape.Height; row++)
        {
            int y = (row % shape.Height) - down;
            if (y >= 0 && y < shape.Height && width > 0)
            {
                from.Slice(((row - down) * shape.Width) + Math.Max(0, -right), width).CopyTo(to[((row * shape.Width) + Math.Max(0, right))..]);
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"RandomShift({Pixels})";
}
