using NnGen.CompilerServices;

namespace NnGen.Tests;

/// <summary>The product that reads whole rows of a matrix: what it computes, and that its bits are those of the blocks in registers.</summary>
public class MatrixVectorTests
{
    private static readonly int[] s_terms = [1, 2, 3, 4, 5, 6, 7, 8, 9, 13];

    [Fact]
    public void Products_of_every_length_at_every_width()
    {
        All<V1>();
        All<V128>();
        All<V256>();
        All<V512>();

        static void All<V>()
            where V : struct, ISimd<V>
        {
            foreach (int columns in Enumerable.Range(V.Count, (2 * V.Count) + 2).Concat([129, 257, 331]))
            {
                foreach (int terms in s_terms)
                {
                    for (int samples = 1; samples <= 3; samples++)
                    {
                        Check<V>(terms, columns, samples);
                    }
                }
            }
            Check<V>(117, 1023, 1);
            Check<V>(117, 1023, 3);
        }
    }

    [Fact]
    public void Factors_of_zero_change_no_bit_of_a_sum()
    {
        All<V1>();
        All<V128>();
        All<V256>();
        All<V512>();

        static void All<V>()
            where V : struct, ISimd<V>
        {
            // Up to, and more than, the rows that are chosen at a time; none, few, most and all of them.
            foreach (int terms in s_terms.Concat([255, 256, 257, 258, 259, 260, 700]))
            {
                foreach (double zeros in new[] { 0.05, 0.13, 0.5, 0.9, 1 })
                {
                    Check<V>(terms, 37, 1, zeros);
                }
            }
            Check<V>(300, 331, 2, 0.5);
            Check<V>(300, 331, 3, 0.5);
        }
    }

    [Fact]
    public void Rows_behind_factors_of_zero_are_not_read()
    {
        const int Terms = 600, Columns = 40;
        float[] factors = [.. Enumerable.Range(0, Terms).Select(static k => k % 3 == 1 ? 0f : 1f)], sums = new float[Columns];
        float[] matrix = [.. Enumerable.Range(0, Terms * Columns).Select(static i => i / Columns % 3 == 1 ? float.NaN : 1f)];
        MatrixVector.AddProducts<V256>(factors, Terms, matrix, sums, Columns, Columns, 1);
        Assert.All(sums, static sum => Assert.Equal(400f, sum));

        // A factor that is no number is none of zero.
        factors[1] = float.NaN;
        MatrixVector.AddProducts<V256>(factors, Terms, matrix, sums, Columns, Columns, 1);
        Assert.All(sums, static sum => Assert.True(float.IsNaN(sum)));
    }

    [Fact]
    public void What_is_too_short_is_refused()
    {
        float[] factors = new float[9], matrix = new float[5 * 20], sums = new float[44];
        MatrixVector.AddProducts<V512>(factors.AsSpan(0, 9), 4, matrix, sums.AsSpan(0, 44), 24, 20, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixVector.AddProducts<V512>(factors.AsSpan(0, 8), 4, matrix, sums, 24, 20, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixVector.AddProducts<V512>(factors, 4, matrix, sums.AsSpan(0, 43), 24, 20, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixVector.AddProducts<V512>(factors, 4, matrix, sums, 24, 15, 1));
    }

    private static void Check<V>(int terms, int columns, int samples, double zeros = 0)
        where V : struct, ISimd<V>
    {
        // Both kinds of rows end before the next one begins.
        int stride = terms + 2, resultStride = columns + 3;
        Random random = new((terms * 1000) + columns + samples);
        float[] factors = Numbers(random, samples * stride), matrix = Numbers(random, terms * columns), start = Numbers(random, samples * resultStride);
        for (int k = 0; k < factors.Length; k++)
        {
            factors[k] = random.NextDouble() < zeros ? 0 : factors[k];
        }

        float[] sums = [.. start], blocks = [.. start];
        MatrixVector.AddProducts<V>(factors, stride, matrix, sums, resultStride, columns, samples);
        AddBlocks<V>(factors, stride, matrix, blocks, resultStride, columns, terms, samples);
        Assert.Equal(blocks.Select(BitConverter.SingleToInt32Bits), sums.Select(BitConverter.SingleToInt32Bits));

        for (int i = 0; i < samples; i++)
        {
            for (int j = 0; j < resultStride; j++)
            {
                double expected = start[(i * resultStride) + j];
                for (int k = 0; k < terms && j < columns; k++)
                {
                    expected += (double)factors[(i * stride) + k] * matrix[(k * columns) + j];
                }
                Assert.Equal(expected, sums[(i * resultStride) + j], 1e-6 * (terms + 1));
            }
        }
    }

    private static void AddBlocks<V>(float[] factors, int stride, float[] matrix, float[] sums, int resultStride, int columns, int terms, int samples)
        where V : struct, ISimd<V>
    {
        int width = Math.Min(Tile1x8<V>.Columns, columns);
        float[] starts = [.. sums];
        for (int right = 0; right < columns; right += width)
        {
            for (int i = 0; i < samples; i++)
            {
                int j = Math.Min(right, columns - width), at = (i * resultStride) + j;
                Tile1x8<V> block = Tile1x8<V>.Load(starts.AsSpan(at), resultStride, width);

                // One term at a time, as the blocks of several rows add them up.
                for (int k = 0; k < terms; k++)
                {
                    block.MultiplyAccumulate(factors.AsSpan((i * stride) + k), stride, 1, matrix.AsSpan((k * columns) + j), columns, width, 1);
                }
                block.Store(sums.AsSpan(at), resultStride, width);
            }
        }
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
}
