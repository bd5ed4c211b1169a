using static System.FormattableString;

namespace NnGen.Data;

/// <summary>Rotates an image about its center by a random angle in either direction, with bilinear interpolation; pixels from outside the image are 0.</summary>
public sealed class RandomRotation : IAugmentation
{
    private readonly double _degrees;

    /// <summary>Creates the augmentation.</summary>
    /// <param name="degrees">Maximum angle in degrees, from 0 to 180.</param>
    public RandomRotation(double degrees)
    {
        if (!(degrees is >= 0 and <= 180))
        {
            throw new ArgumentOutOfRangeException(nameof(degrees), degrees, $"The maximum angle is {degrees}, but it must be from 0 to 180 degrees.");
        }
        _degrees = SettingRange.Unsigned(degrees);
    }

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> from, Span<float> to, ImageShape shape, Xoshiro256 random)
    {
        ArgumentNullException.ThrowIfNull(random);
        (double sin, double cos) = Math.SinCos(((2 * random.NextDouble()) - 1) * _degrees * Math.PI / 180);
        double middleY = (shape.Height - 1) / 2.0, middleX = (shape.Width - 1) / 2.0;
        for (int y = 0; y < shape.Height; y++)
        {
            for (int x = 0; x < shape.Width; x++)
            {
                // The position that the pixel comes from, by the inverse rotation.
                double fromX = (cos * (x - middleX)) + (sin * (y - middleY)) + middleX, fromY = (cos * (y - middleY)) - (sin * (x - middleX)) + middleY;
                int left = (int)Math.Floor(fromX), top = (int)Math.Floor(fromY);
                float partX = (float)(fromX - left), partY = (float)(fromY - top);
                for (int channel = 0; channel < shape.Channels; channel++)
                {
                    ReadOnlySpan<float> plane = from.Slice(channel * shape.Height * shape.Width, shape.Height * shape.Width);
                    float upper = Mix(Pixel(plane, shape, top, left), Pixel(plane, shape, top, left + 1), partX);
                    float lower = Mix(Pixel(plane, shape, top + 1, left), Pixel(plane, shape, top + 1, left + 1), partX);
                    to[(((channel * shape.Height) + y) * shape.Width) + x] = Mix(upper, lower, partY);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Invariant($"RandomRotation({_degrees})");

    private static float Pixel(ReadOnlySpan<float> plane, ImageShape shape, int y, int x) =>
        (uint)y < (uint)shape.Height && (uint)x < (uint)shape.Width ? plane[(y * shape.Width) + x] : 0;

    private static float Mix(float a, float b, float part) => a + (part * (b - a));
}
