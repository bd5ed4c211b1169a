using NnGen.CompilerServices;

namespace NnGen.Tests.CompilerServices;

/// <summary>Convolutions in tiles against sums in double precision, at every vector width, for one sample and for groups. All buffers hold NaN before the call, so that nothing is
/// read that was not written.</summary>
public class WinogradTests
{
    private const double Tolerance = 1e-5;

    // Channels, filters, rows and columns of the result, padding: even and odd sizes, one tile, rows wider than what is computed at a time, filters for each kind of tile.
    public static TheoryData<int, int, int, int, int> Shapes => new()
    {
        { 1, 1, 2, 2, 0 }, { 2, 3, 2, 3, 1 }, { 3, 5, 3, 2, 2 }, { 16, 16, 8, 8, 1 }, { 17, 19, 5, 11, 1 }, { 20, 24, 9, 34, 0 }, { 5, 18, 3, 130, 1 }, { 33, 9, 16, 17, 2 }, { 4, 6, 4, 4, 1 }, { 3, 50, 4, 4, 1 }, { 2, 107, 6, 5, 1 }, { 3, 98, 18, 18, 1 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_convolution_in_tiles_is_the_sum_over_its_taps(int channels, int filters, int height, int width, int padding)
    {
        Convolution convolution = new(channels, filters, height, width, padding);
        EveryWidth(convolution, new Forward());
        EveryWidth(convolution, new Gradients());
    }

    // Sums of four pixels overflow, though the result would not.
    [Fact]
    public void An_overflow_is_not_hidden_by_an_activation_or_a_maximum()
    {
        const int channels = 2, filters = 3, size = 6;
        WinogradShape shape = new(channels, size + 2, size + 2, 0, filters, size, size);
        float[] weight = [.. Enumerable.Range(0, filters * channels * 9).Select(static i => i % 3 == 0 ? -1e-9f : 1e-10f)], z = new float[filters * size * size], a = new float[z.Length], maximum = new float[z.Length / 4];
        float[] x = [.. Enumerable.Range(0, channels * shape.Rows * shape.RowLength).Select(static i => i % 8 == 3 ? 0 : 3e38f)];
        foreach (bool isHuge in new[] { true, false })
        {
            float[] image = isHuge ? x : [.. x.Select(static pixel => pixel / 4)];
            WinogradConvolution.Forward<V128, Positive>(weight, default, image, z, a, new float[shape.BufferLength], shape, 1, 1);
            WinogradConvolution.Maximum<V128, Positive>(weight, default, image, maximum, default, new float[shape.BufferLength], shape, 1, 1);
            Assert.All(z, number => Assert.Equal(isHuge, !float.IsFinite(number)));
            Assert.All(a.Concat(maximum), number => Assert.Equal(isHuge, float.IsNaN(number)));
        }
    }

    // Only some sums overflow here, and some to −∞, of which a rectifier or a maximum would make a finite number.
    [Fact]
    public void A_result_of_an_overflow_is_right_or_NaN()
    {
        const int channels = 2, filters = 3, size = 8;
        WinogradShape shape = new(channels, size + 2, size + 2, 0, filters, size, size);
        float[] weight = [.. Enumerable.Range(0, filters * channels * 9).Select(static i => i % 3 == 0 ? -1e-9f : 1e-10f)], a = new float[filters * size * size], maximum = new float[a.Length / 4];
        foreach (int zero in Enumerable.Range(0, 8))
        {
            float[] x = [.. Enumerable.Range(0, channels * shape.Rows * shape.RowLength).Select(i => i % shape.RowLength % 8 == zero ? 0 : 9e37f)];
            WinogradConvolution.Forward<V128, Positive>(weight, default, x, default, a, new float[shape.BufferLength], shape, 1, 1);
            WinogradConvolution.Maximum<V128, Positive>(weight, default, x, maximum, default, new float[shape.BufferLength], shape, 1, 1);
            for (int i = 0; i < a.Length; i++)
            {
                double Expected(int row, int column)
                {
                    double sum = 0;
                    for (int k = 0; k < channels * 9; k++)
                    {
                        sum += (double)weight[k] * x[(((k / 9 * shape.Rows) + row + (k % 9 / 3)) * shape.RowLength) + column + (k % 3)];
                    }
                    return Math.Max(0, sum);
                }

                Right(Expected(i % (size * size) / size, i % size), a[i]);
                if (i < maximum.Length)
                {
                    int row = i % 16 / 4 * 2, column = i % 4 * 2;
                    Right(Enumerable.Range(0, 4).Max(tap => Expected(row + (tap / 2), column + (tap % 2))), maximum[i]);
                }
            }
        }

        static void Right(double expected, float actual) => Assert.True(float.IsNaN(actual) || Math.Abs(actual - expected) <= 1e-4 * expected, $"{actual} instead of {expected}");
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        float[] numbers = new float[4000];
        WinogradShape shape = new(1, 4, 4, 0, 1, 2, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => WinogradConvolution.Forward<V128, Identity>(numbers, default, numbers, numbers, default, new float[shape.BufferLength - 1], shape, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => WinogradConvolution.Forward<V128, Identity>(numbers.AsSpan(0, 8), default, numbers, numbers, default, numbers, shape, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => WinogradConvolution.Forward<V128, Identity>(numbers, default, numbers, numbers, default, numbers, shape, 3, 3));
        Assert.Throws<ArgumentException>(() => WinogradConvolution.Forward<V128, Identity>(numbers, default, numbers, numbers, default, numbers, shape with { Width = 3 }, 1, 1));
        Assert.Throws<OverflowException>(() => new WinogradShape(65_536, 4, 6, 0, 65_536, 4, 4).BufferLength);
        Assert.Throws<ArgumentException>(() => WinogradConvolution.WeightGradient<V128>(numbers, numbers, new PaddedImage(1, 2, 3, 0, 0, 0, 1), numbers, default, numbers, shape, 4));
    }

    private static void EveryWidth(Convolution convolution, ICheck check)
    {
        check.Run<V1>(convolution, 1);
        check.Run<V128>(convolution, 1);
        check.Run<V256>(convolution, 1);
        check.Run<V512>(convolution, 1);
        check.Run<V128>(convolution, V128.Count);
        check.Run<V256>(convolution, V256.Count);
        check.Run<V512>(convolution, V512.Count);
    }

    private interface ICheck
    {
        void Run<V>(Convolution convolution, int lanes)
            where V : struct, ISimd<V>;
    }

    private sealed class Forward : ICheck
    {
        public void Run<V>(Convolution convolution, int lanes)
            where V : struct, ISimd<V>
        {
            int groups = 2, samples = groups * lanes;
            WinogradShape shape = convolution.Shape;
            float[] x = convolution.Images(samples, lanes), z = Nothing(samples * convolution.Outputs), a = Nothing(z.Length), other = Nothing(z.Length);
            WinogradConvolution.Forward<V, Twice>(convolution.Weight, convolution.Bias, x, z, a, Nothing(shape.BufferLength), shape, samples, lanes);
            WinogradConvolution.Forward<V, Twice>(convolution.Weight, default, x, default, other, Nothing(shape.BufferLength), shape, samples, lanes);
            int down = shape.Height / 2, across = shape.Width / 2;
            float[] maximum = Nothing(samples * shape.Filters * down * across), argmax = Nothing(maximum.Length), without = Nothing(maximum.Length);
            WinogradConvolution.Maximum<V, Twice>(convolution.Weight, convolution.Bias, x, maximum, argmax, Nothing(shape.BufferLength), shape, samples, lanes);
            WinogradConvolution.Maximum<V, Twice>(convolution.Weight, convolution.Bias, x, without, default, Nothing(shape.BufferLength), shape, samples, lanes);
            Assert.Equal(maximum, without);
            for (int sample = 0; sample < samples; sample++)
            {
                for (int f = 0; f < shape.Filters; f++)
                {
                    for (int pixel = 0; pixel < shape.Height * shape.Width; pixel++)
                    {
                        (int row, int column) = (pixel / shape.Width, pixel % shape.Width);
                        double expected = convolution.Sum(x, sample, lanes, f, row, column) + convolution.Bias[f];
                        int index = Z(sample, f, row, column);
                        Assert.Equal(expected, z[index], Tolerance);
                        Assert.Equal(2 * z[index], a[index]);
                        Assert.Equal(2 * (expected - convolution.Bias[f]), other[index], 2 * Tolerance);
                    }
                    for (int tile = 0; tile < down * across; tile++)
                    {
                        int index = (((((sample / lanes * shape.Filters) + f) * down * across) + tile) * lanes) + (sample % lanes), best = (int)argmax[index];
                        float[] pixels = [.. Enumerable.Range(0, 4).Select(i => z[Z(sample, f, (tile / across * 2) + (i / 2), (tile % across * 2) + (i % 2))])];
                        Assert.Equal(2 * pixels.Max(), maximum[index], Tolerance);
                        Assert.Equal(pixels.Max(), pixels[best], Tolerance);
                    }
                }
            }

            int Z(int sample, int f, int row, int column) => (((((((sample / lanes) * shape.Filters) + f) * shape.Height) + row) * shape.Width + column) * lanes) + (sample % lanes);
        }
    }

    private sealed class Gradients : ICheck
    {
        public void Run<V>(Convolution convolution, int lanes)
            where V : struct, ISimd<V>
        {
            int samples = 2 * lanes, border = Math.Max(0, 2 - convolution.Padding);
            WinogradShape shape = convolution.Shape, back = convolution.Back;
            PaddedImage layout = new(shape.Filters, shape.Height, shape.Width, 0, border, border, 1);
            int rowLength = shape.Width + (2 * border), plane = shape.Height * rowLength;
            float[] x = convolution.Images(samples, lanes), dz = new float[samples * shape.Filters * plane];
            Random random = new(3);
            for (int i = 0; i < dz.Length; i++)
            {
                int column = i / lanes % rowLength;
                dz[i] = column >= border && column < border + shape.Width ? (random.NextSingle() * 2) - 1 : 0;
            }
            if (back.Height >= 2 && back.Width >= 2)
            {
                float[] dx = Nothing(samples * back.Filters * back.Height * back.Width);
                double[] expected = new double[dx.Length];
                WinogradConvolution.InputGradient<V>(convolution.Weight, dz, dx, Nothing(back.BufferLength), back, samples, lanes);
                convolution.Taps((f, c, tap, row, column, h, w) =>
                {
                    for (int sample = 0; sample < samples && h >= 0 && h < back.Height && w >= 0 && w < back.Width; sample++)
                    {
                        expected[((((((sample / lanes * back.Filters) + c) * back.Height) + h) * back.Width + w) * lanes) + (sample % lanes)]
                            += (double)convolution.Weight[(((f * shape.Channels) + c) * 9) + tap] * Gradient(sample, f, row, column);
                    }
                });
                Assert.All(dx.Zip(expected), static pair => Assert.Equal(pair.Second, pair.First, Tolerance));
            }
            if (lanes == V.Count)
            {
                float[] dw = Nothing(convolution.Weight.Length), db = Nothing(shape.Filters);
                double[] expected = new double[dw.Length], bias = new double[db.Length];
                WinogradConvolution.WeightGradient<V>(x, dz, layout, dw, db, Nothing(shape.GradientBufferLength), shape, samples);
                convolution.Taps((f, c, tap, row, column, h, w) =>
                {
                    for (int sample = 0; sample < samples; sample++)
                    {
                        expected[(((f * shape.Channels) + c) * 9) + tap] += Gradient(sample, f, row, column) * convolution.Pixel(x, sample, lanes, c, h + convolution.Padding, w + convolution.Padding);
                    }
                });
                double limit = Tolerance * Math.Sqrt(samples * shape.Height * shape.Width);
                for (int i = 0; i < dz.Length; i++)
                {
                    bias[i / lanes / plane % shape.Filters] += dz[i];
                }
                Assert.All(db.Zip(bias), pair => Assert.Equal(pair.Second, pair.First, limit));
                Assert.All(dw.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, limit));
            }

            double Gradient(int sample, int f, int row, int column) => dz[((((((sample / lanes) * shape.Filters) + f) * plane) + (row * rowLength) + column + border) * lanes) + (sample % lanes)];
        }
    }

    private sealed class Convolution
    {
        public Convolution(int channels, int filters, int height, int width, int padding)
        {
            Shape = new(channels, height + 2, width + 2, 0, filters, height, width);
            Padding = padding;
            Random random = new(1);
            float scale = MathF.Sqrt(2f / (channels * 9));   // as networks have them, so that the sums are about 1
            Weight = [.. Enumerable.Range(0, filters * channels * 9).Select(_ => ((random.NextSingle() * 2) - 1) * scale)];
            Bias = [.. Enumerable.Range(0, filters).Select(_ => (random.NextSingle() * 2) - 1)];
        }

        public WinogradShape Shape { get; }

        public int Padding { get; }

        public float[] Weight { get; }

        public float[] Bias { get; }

        public int Outputs => Shape.Filters * Shape.Height * Shape.Width;

        /// <summary>The gradient of the input, whose image is the gradient of the output.</summary>
        public WinogradShape Back => new(
            Shape.Filters, Shape.Height, Shape.Width + (2 * Math.Max(0, 2 - Padding)), 2 - Padding, Shape.Channels, Shape.Height + 2 - (2 * Padding), Shape.Width + 2 - (2 * Padding));

        public float[] Images(int samples, int lanes)
        {
            Random random = new(2);
            float[] images = new float[samples * Shape.Channels * Shape.Rows * Shape.RowLength];
            for (int i = 0; i < images.Length; i++)
            {
                int row = i / lanes / Shape.RowLength % Shape.Rows, column = i / lanes % Shape.RowLength;
                bool isPadding = row < Padding || row >= Shape.Rows - Padding || column < Padding || column >= Shape.RowLength - Padding;
                images[i] = isPadding ? 0 : (random.NextSingle() * 2) - 1;
            }
            return images;
        }

        public float Pixel(float[] images, int sample, int lanes, int channel, int row, int column) =>
            images[(((((((sample / lanes) * Shape.Channels) + channel) * Shape.Rows) + row) * Shape.RowLength + column) * lanes) + (sample % lanes)];

        public double Sum(float[] images, int sample, int lanes, int filter, int row, int column)
        {
            double sum = 0;
            for (int k = 0; k < Shape.Channels * 9; k++)
            {
                sum += (double)Weight[(filter * Shape.Channels * 9) + k] * Pixel(images, sample, lanes, k / 9, row + (k % 9 / 3), column + (k % 3));
            }
            return sum;
        }

        /// <summary>Every filter, channel and tap, every pixel of the result, and the pixel of the image without padding that the tap reads for it.</summary>
        public void Taps(Action<int, int, int, int, int, int, int> visit)
        {
            for (int i = 0; i < Weight.Length; i++)
            {
                int f = i / Shape.Channels / 9, c = i / 9 % Shape.Channels, tap = i % 9;
                for (int pixel = 0; pixel < Shape.Height * Shape.Width; pixel++)
                {
                    (int row, int column) = (pixel / Shape.Width, pixel % Shape.Width);
                    visit(f, c, tap, row, column, row + (tap / 3) - Padding, column + (tap % 3) - Padding);
                }
            }
        }
    }

    private static float[] Nothing(int length)
    {
        float[] numbers = new float[length];
        numbers.AsSpan().Fill(float.NaN);
        return numbers;
    }

    private readonly struct Positive : IActivation
    {
        public static V Value<V>(V z)
            where V : struct, ISimd<V> => V.Max(0f, z);

        public static V Derivative<V>(V z, V a)
            where V : struct, ISimd<V> => V.WherePositive(a, 1f, 0f);
    }

    private readonly struct Twice : IActivation
    {
        public static V Value<V>(V z)
            where V : struct, ISimd<V> => z + z;

        public static V Derivative<V>(V z, V a)
            where V : struct, ISimd<V> => 2f;
    }
}
