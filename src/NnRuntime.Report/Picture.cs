using SkiaSharp;

namespace NnGen.Report;

/// <summary>Draws a sample as an image that is embedded in the page.</summary>
internal static class Picture
{
    /// <summary>Returns whether samples of a shape can be drawn: (channels, height, width) with 1 or 3 channels.</summary>
    public static bool IsImage(IReadOnlyList<int> shape) => shape is [1 or 3, > 1, > 1];

    /// <summary>Returns a PNG as a data URI. The minimum is black and the maximum white; values outside the range are clamped, and NaN is black.</summary>
    public static string DataUri(ReadOnlySpan<float> sample, IReadOnlyList<int> shape, float min, float max)
    {
        int channels = shape[0], height = shape[1], width = shape[2];
        float scale = max > min ? 255 / (max - min) : 0;
        using SKBitmap bitmap = new(new SKImageInfo(width, height, channels == 1 ? SKColorType.Gray8 : SKColorType.Rgba8888, SKAlphaType.Opaque));
        Span<byte> pixels = bitmap.GetPixelSpan();
        int bytes = channels == 1 ? 1 : 4;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                Span<byte> pixel = pixels.Slice((y * bitmap.RowBytes) + (x * bytes), bytes);
                pixel.Fill(byte.MaxValue);
                for (int c = 0; c < channels; c++)
                {
                    pixel[c] = Level(sample[(((c * height) + y) * width) + x]);
                }
            }
        }
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return $"data:image/png;base64,{Convert.ToBase64String(png.Span)}";

        byte Level(float value) => float.IsNaN(value) ? (byte)0 : (byte)Math.Clamp(MathF.Round((value - min) * scale), 0, 255);
    }

    /// <summary>Returns the smallest and the largest finite value; 0 and 1 if there is none.</summary>
    public static (float Min, float Max) Range(IEnumerable<float> values)
    {
        (float min, float max) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (float value in values)
        {
            if (float.IsFinite(value))
            {
                (min, max) = (Math.Min(min, value), Math.Max(max, value));
            }
        }
        return min <= max ? (min, max) : (0, 1);
    }
}
