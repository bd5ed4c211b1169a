using NnGen.CompilerServices;

namespace NnGen.Tests.CompilerServices;

/// <summary>Products that take a large matrix panel by panel have the bits of the same product in one piece.</summary>
public class PanelTests
{
    // Rows that are packed and rows that are not, more than stay in the second-level cache; columns with and without a last block that overlaps; terms
    // of one panel and of several.
    public static TheoryData<int, int, int> Products => new()
    {
        { 24, 64, 64 }, { 24, 65, 200 }, { 24, 131, 63 }, { 48, 64, 256 }, { 48, 67, 257 }, { 72, 200, 700 }, { 528, 96, 300 },
    };

    // One sample, few, and more than fit in a panel.
    public static TheoryData<int, int, int> Gradients => new()
    {
        { 48, 64, 0 }, { 48, 65, 1 }, { 24, 131, 31 }, { 48, 64, 32 }, { 480, 67, 129 }, { 72, 200, 300 },
    };

    [Theory]
    [MemberData(nameof(Products))]
    public void A_product_in_panels_has_the_bits_of_a_product_in_one_piece(int rows, int columns, int terms)
    {
        Product<Tile8x2<V1>>(rows, columns, terms);
        Product<Tile8x2<V128>>(rows, columns, terms);
        Product<Tile8x2<V256>>(rows, columns, terms);
        Product<Tile8x2<V512>>(rows, columns, terms);
        Product<Tile4x4<V256>>(rows, columns, terms);
        Product<Tile1x8<V256>>(rows, columns, terms);
    }

    [Theory]
    [MemberData(nameof(Gradients))]
    public void A_gradient_in_panels_has_the_bits_of_a_gradient_in_one_piece(int rows, int columns, int samples)
    {
        Gradient<Tile8x2<V1>>(rows, columns, samples);
        Gradient<Tile8x2<V128>>(rows, columns, samples);
        Gradient<Tile8x2<V256>>(rows, columns, samples);
        Gradient<Tile8x2<V512>>(rows, columns, samples);
        Gradient<Tile4x4<V256>>(rows, columns, samples);
        Gradient<Tile1x8<V256>>(rows, columns, samples);
    }

    // Where tiles have six rows, a tile that crossed the end of a block of rows would write rows that are not its own.
    [Fact]
    public void Blocks_of_rows_end_between_tiles_of_every_number_of_rows()
    {
        MatrixPanels panels = new(new float[64 * 8], 8, 8, 0, 1_000, new float[MatrixPanels.Length]);
        while (panels.MoveNext())
        {
            Assert.True(panels.To == 1_000 || panels.To % 24 == 0, $"Rows {panels.From} to {panels.To} end within a tile.");
        }
    }

    [Fact]
    public void Blocks_wider_than_the_matrix_are_refused()
    {
        float[] matrix = new float[40];
        Assert.Throws<ArgumentOutOfRangeException>(() => new MatrixPanels(matrix, 4, 8, 0, 8, default).MoveNext());
        Assert.Throws<ArgumentOutOfRangeException>(() => new MatrixPanels(matrix, 0, 0, 0, 8, default).MoveNext());
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixPanels.Transposed(matrix, 0, 8, 0, 8, new float[MatrixPanels.Length]).MoveNext());
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixPanels.Transposed(matrix, 4, 8, 0, 8, matrix).MoveNext());
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientPanels(matrix, 4, matrix, 4, 4, 8, 1, 10, 0, 4, default).MoveNext());
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientPanels(matrix, 4, matrix, 4, 4, 4, 0, 10, 0, 4, default).MoveNext());
    }

    private static void Product<T>(int rows, int columns, int terms)
        where T : struct, ITile<T>
    {
        int width = Math.Min(T.Columns, columns), stride = columns + 3, factorStride = terms + 1;
        float[] factors = Draw(rows * factorStride, 1), matrix = Draw(terms * columns, 2), bias = Draw(columns, 3), expected = new float[rows * stride], actual = new float[rows * stride];
        for (int right = 0; right < columns; right += width)
        {
            int j = Math.Min(right, columns - width);
            for (int i = 0; i < rows; i += T.Rows)
            {
                T z = T.Repeat(bias.AsSpan(j, width));
                z.MultiplyAccumulate(factors.AsSpan(i * factorStride), factorStride, 1, matrix.AsSpan(j), columns, width, terms);
                z.Store(expected.AsSpan((i * stride) + j), stride, width);
            }
        }

        Check(new(matrix, columns, width, 0, rows, MatrixPanels.ArePacked(rows) ? new float[MatrixPanels.Length] : default));
        float[] transposed = [.. Enumerable.Range(0, matrix.Length).Select(i => matrix[(i % terms * columns) + (i / terms)])];
        Array.Clear(actual);
        Check(MatrixPanels.Transposed(transposed, terms, width, 0, rows, new float[MatrixPanels.Length]));

        void Check(MatrixPanels panels)
        {
            while (panels.MoveNext())
            {
                for (int i = panels.From; i < panels.To; i += T.Rows)
                {
                    Span<float> block = actual.AsSpan((i * stride) + panels.Column);
                    T z = panels.AreFirst ? T.Repeat(bias.AsSpan(panels.Column, width)) : T.Load(block, stride, width);
                    z.MultiplyAccumulate(factors.AsSpan((i * factorStride) + panels.Term), factorStride, 1, panels.Rows, panels.Stride, width, panels.Terms);
                    if (panels.AreLast)
                    {
                        z = z.Value<Negate>();
                    }
                    z.Store(block, stride, width);
                }
            }
            Assert.Equal(expected.Select(static z => -z), Enumerable.Range(0, rows * stride).Select(i => i % stride < columns ? actual[i] : -expected[i]));
        }
    }

    private static void Gradient<T>(int rows, int columns, int samples)
        where T : struct, ITile<T>
    {
        int width = Math.Min(T.Columns, columns), leftStride = rows + 1, rightStride = columns + 2;
        float[] left = Draw(samples * leftStride, 1), right = Draw(samples * rightStride, 2), expected = new float[rows * columns], actual = Draw(rows * columns, 3);
        for (int first = 0; first < columns; first += width)
        {
            int j = Math.Min(first, columns - width);
            for (int i = 0; i < rows && samples > 0; i += T.Rows)
            {
                T sum = default;
                sum.MultiplyAccumulate(left.AsSpan(i), 1, leftStride, right.AsSpan(j), rightStride, width, samples);
                sum.Store(expected.AsSpan((i * columns) + j), columns, width);
            }
        }

        GradientPanels panels = new(left, leftStride, right, rightStride, columns, width, T.Rows, samples, 0, rows, GradientPanels.ArePacked(samples) ? new float[GradientPanels.Length] : default);
        while (panels.MoveNext())
        {
            for (int i = panels.From; i < panels.To; i += T.Rows)
            {
                Span<float> block = actual.AsSpan((i * columns) + panels.Column);
                T sum = panels.AreFirst ? default : T.Load(block, columns, width);
                if (samples > 0)
                {
                    sum.MultiplyAccumulate(panels.Left(i), 1, panels.LeftStride, panels.Right, panels.RightStride, width, panels.Samples);
                }
                sum.Store(block, columns, width);
            }
        }
        Assert.Equal(expected, actual);
    }

    private static float[] Draw(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }

    private readonly struct Negate : IActivation
    {
        public static V Value<V>(V z)
            where V : struct, ISimd<V> => -z;

        public static V Derivative<V>(V z, V a)
            where V : struct, ISimd<V> => -1f;
    }
}
