using NnRuntime.Numerics;

namespace NnRuntime.Tests;

/// <summary>The product that reads whole rows of a matrix: what it computes, and that its bits are those of the blocks in registers.</summary>
public class WholeRowsTests
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
    public void What_is_too_short_is_refused()
    {
        float[] factors = new float[9], matrix = new float[5 * 20], sums = new float[44];
        WholeRows.AddProducts<V512>(factors.AsSpan(0, 9), 4, matrix, sums.AsSpan(0, 44), 24, 20, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => WholeRows.AddProducts<V512>(factors.AsSpan(0, 8), 4, matrix, sums, 24, 20, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => WholeRows.AddProducts<V512>(factors, 4, matrix, sums.AsSpan(0, 43), 24, 20, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => WholeRows.AddProducts<V512>(factors, 4, matrix, sums, 24, 15, 1));
    }

    private static void Check<V>(int terms, int columns, int samples)
        where V : struct, ISimd<V>
    {
        // Both kinds of rows end before the next one begins.
        int stride = terms + 2, distance = columns + 3;
        Random random = new((terms * 1000) + columns + samples);
        float[] factors = Numbers(random, samples * stride), matrix = Numbers(random, terms * columns), start = Numbers(random, samples * distance);

        float[] sums = [.. start], blocks = [.. start];
        WholeRows.AddProducts<V>(factors, stride, matrix, sums, distance, columns, samples);
        AddBlocks<V>(factors, stride, matrix, blocks, distance, columns, terms, samples);
        Assert.Equal(blocks.Select(BitConverter.SingleToInt32Bits), sums.Select(BitConverter.SingleToInt32Bits));

        for (int i = 0; i < samples; i++)
        {
            for (int j = 0; j < distance; j++)
            {
                double expected = start[(i * distance) + j];
                for (int k = 0; k < terms && j < columns; k++)
                {
                    expected += (double)factors[(i * stride) + k] * matrix[(k * columns) + j];
                }
                Assert.Equal(expected, sums[(i * distance) + j], 1e-6 * (terms + 1));
            }
        }
    }

    private static void AddBlocks<V>(float[] factors, int stride, float[] matrix, float[] sums, int distance, int columns, int terms, int samples)
        where V : struct, ISimd<V>
    {
        int width = Math.Min(Row<V>.Columns, columns);
        float[] starts = [.. sums];
        for (int right = 0; right < columns; right += width)
        {
            for (int i = 0; i < samples; i++)
            {
                int j = Math.Min(right, columns - width), at = (i * distance) + j;
                Row<V> block = Row<V>.Load(starts.AsSpan(at), distance, width);
                block.AddOuters(factors.AsSpan(i * stride), stride, 1, matrix.AsSpan(j), columns, width, terms);
                block.Store(sums.AsSpan(at), distance, width);
            }
        }
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
}
