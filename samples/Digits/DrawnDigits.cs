using NnGen.Data;

namespace Digits;

/// <summary>
/// Draws digits, so that the sample runs offline: 28 × 28 pixels from 0 (paper) to 1 (ink), as in
/// MNIST. Every digit is one of the variants of <see cref="Glyphs"/> in a different handwriting: shifted, rotated, slanted and
/// stretched, with a trembling pen of random width, on noisy paper.
/// </summary>
/// <remarks>
/// The difficulty was tuned by experiment. From 30,000 digits a linear model, which can only compare an image with ten
/// templates, learns to read about 87 % of new ones, and a network with 128 hidden units more than 99 %. The difference is mainly due to
/// the shift, since the same stroke then covers different pixels: half a pixel more costs the linear model
/// nine points and the network hardly one.
/// </remarks>
internal static class DrawnDigits
{
    /// <summary>Number of pixels along one side of an image.</summary>
    public const int Side = 28;

    /// <summary>Height of an average digit, in pixels; the digits of MNIST are also 20 high.</summary>
    private const float Size = 20;

    // The pose, each value uniform up to this bound in either direction: pixels, radians, and fractions of the height and of the size.
    private const float Shift = 3, Turn = 0.25f, Slant = 0.25f, Stretch = 0.2f;

    // The pen: how far it trembles (a standard deviation, in heights of a digit), and half its width, uniform between two bounds in pixels.
    private const float Tremble = 0.025f, ThinnestPen = 0.7f, ThickestPen = 1.5f;

    // The paper: standard deviation of the noise that is added to every pixel.
    private const float PaperNoise = 0.08f;

    /// <summary>Draws digits, of the ten classes in turn.</summary>
    /// <param name="count">Number of digits.</param>
    /// <param name="seed">Seed of the digits: the same seed draws the same digits, another seed draws others.</param>
    /// <returns>Inputs of 784 pixels per sample, row by row, and the class 0 to 9 of each.</returns>
    public static Dataset<int> Draw(int count, int seed)
    {
        var inputs = new float[count * Side * Side];
        var targets = new int[count];
        for (int i = 0; i < count; i++)
        {
            // Each digit has its own random stream: the first hundred of a thousand are the same as a hundred drawn alone.
            var random = new RandomStream(seed, i);
            targets[i] = i % 10;
            DrawOne(targets[i], ref random, inputs.AsSpan(i * Side * Side, Side * Side));
        }

        return new Dataset<int>(inputs, targets, inputLength: Side * Side);
    }

    private static void DrawOne(int digit, ref RandomStream random, Span<float> pixels)
    {
        Point[][][] ways = Glyphs.WaysToWrite(digit);
        Point[][] strokes = ways[(int)(random.Uniform() * ways.Length)];
        Pose pose = Pose.Of(ref random);
        float pen = ThinnestPen + (ThickestPen - ThinnestPen) * random.Uniform();

        foreach (Point[] stroke in strokes)
        {
            var tremble = new Tremor(ref random);
            Point from = pose.ToPixels(tremble.Move(stroke[0]));
            foreach (Point next in stroke.AsSpan(1))
            {
                Point to = pose.ToPixels(tremble.Move(next));
                Ink(pixels, from, to, pen);
                from = to;
            }
        }

        foreach (ref float pixel in pixels)
        {
            pixel = Math.Clamp(pixel + PaperNoise * random.Normal(), 0, 1);
        }
    }

    /// <summary>Draws one straight segment: full ink within the pen's half width, fading over one pixel beyond it.</summary>
    private static void Ink(Span<float> pixels, Point from, Point to, float pen)
    {
        float dx = to.X - from.X, dy = to.Y - from.Y, lengthSquared = dx * dx + dy * dy, reach = pen + 1;

        // Only the pixels that the pen can reach, since most of the image is far from any one segment.
        int left = Math.Max(0, (int)(Math.Min(from.X, to.X) - reach)), right = Math.Min(Side - 1, (int)(Math.Max(from.X, to.X) + reach));
        int top = Math.Max(0, (int)(Math.Min(from.Y, to.Y) - reach)), bottom = Math.Min(Side - 1, (int)(Math.Max(from.Y, to.Y) + reach));
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                // The nearest point of the segment is at `along`, which is 0 at its start and 1 at its end.
                float along = lengthSquared > 0 ? Math.Clamp(((x - from.X) * dx + (y - from.Y) * dy) / lengthSquared, 0, 1) : 0;
                float away = float.Hypot(x - from.X - along * dx, y - from.Y - along * dy);
                ref float pixel = ref pixels[y * Side + x];
                pixel = Math.Max(pixel, Math.Clamp(pen + 0.5f - away, 0, 1));
            }
        }
    }

    /// <summary>Represents the affine map from the design of a digit to the pixels of an image.</summary>
    private readonly record struct Pose(float XX, float XY, float YX, float YY, float CentreX, float CentreY)
    {
        public static Pose Of(ref RandomStream random)
        {
            (float sin, float cos) = MathF.SinCos(Turn * random.Either());
            float slant = Slant * random.Either();
            float width = Size * (1 + Stretch * random.Either()), height = Size * (1 + Stretch * random.Either());

            // Stretched first, then slanted, then turned.
            return new(
                cos * width, (cos * slant - sin) * height,
                sin * width, (sin * slant + cos) * height,
                (Side - 1) / 2f + Shift * random.Either(), (Side - 1) / 2f + Shift * random.Either());
        }

        public Point ToPixels(Point p)
        {
            float x = p.X - 0.5f, y = p.Y - 0.5f;
            return new(XX * x + XY * y + CentreX, YX * x + YY * y + CentreY);
        }
    }

    /// <summary>Represents a slow wave along a stroke: neighboring points move together, as in handwriting, not independently.</summary>
    private readonly struct Tremor
    {
        private readonly float _x, _y, _phaseX, _phaseY, _waves;

        public Tremor(ref RandomStream random)
        {
            _x = Tremble * random.Normal();
            _y = Tremble * random.Normal();
            _phaseX = MathF.Tau * random.Uniform();
            _phaseY = MathF.Tau * random.Uniform();
            _waves = MathF.Tau * (0.5f + random.Uniform());
        }

        public Point Move(Point p) =>
            new(p.X + _x * MathF.Sin(_waves * p.Y + _phaseX), p.Y + _y * MathF.Sin(_waves * p.X + _phaseY));
    }

    /// <summary>Generates random numbers by SplitMix64 (Steele, Lea and Flood, 2014): one addition and a mix per number, the same on every machine and version.</summary>
    private struct RandomStream(int seed, int digit)
    {
        private ulong _state = Mix(((ulong)(uint)seed << 32) | (uint)digit);

        /// <summary>Returns a uniform number in [0, 1) from the upper 24 bits, which is the precision of a float.</summary>
        public float Uniform() => (Mix(_state += 0x9E3779B97F4A7C15) >> 40) * (1f / (1 << 24));

        /// <summary>Returns a uniform number in [−1, 1).</summary>
        public float Either() => 2 * Uniform() - 1;

        /// <summary>Returns a standard normal number by the method of Box and Muller; 1 − u avoids the logarithm of 0.</summary>
        public float Normal() => MathF.Sqrt(-2 * MathF.Log(1 - Uniform())) * MathF.Cos(MathF.Tau * Uniform());

        private static ulong Mix(ulong z)
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
