using NnGen.CompilerServices;

namespace NnGen.Data;

/// <summary>Shifts an image by a random number of whole pixels in each direction; pixels from outside the image are 0.</summary>
public sealed class RandomShift : IAugmentation
{
    private readonly int _pixels;

    /// <summary>Creates the augmentation.</summary>
    /// <param name="pixels">Maximum shift in pixels, at least 0.</param>
    public RandomShift(int pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pixels);
        _pixels = pixels;
    }

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> from, Span<float> to, ImageShape shape, Xoshiro256 random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int down = random.NextInt((2 * _pixels) + 1) - _pixels, right = random.NextInt((2 * _pixels) + 1) - _pixels;
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
    public override string ToString() => $"RandomShift({_pixels})";
}
