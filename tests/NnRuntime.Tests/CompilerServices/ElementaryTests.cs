using NnGen.CompilerServices;

namespace NnGen.Tests;

/// <summary>Elementary functions against double precision at every width, near 0 and far from it.</summary>
public class ElementaryTests
{
    private static readonly float[] s_points = [.. Enumerable.Range(-4000, 8001).Select(static i => i * 0.02f), 1e-9f, -1e-9f, 1e-5f, -1e-5f, 1e-3f, 3e38f, -3e38f];

    [Fact]
    public void Functions_agree_at_every_width()
    {
        All<V1>();
        All<V128>();
        All<V256>();
        All<V512>();
    }

    [Theory]
    [InlineData(0f, 1f, -2f, 3.5f)]
    [InlineData(32f, -32f, 31f, 0f)]
    [InlineData(33f, -33f, 0f, 32f)]
    [InlineData(-1000f, -1001f, -1002.5f, -1000f)]
    [InlineData(3e38f, -3e38f, 0f, 3e38f)]
    [InlineData(float.MinValue, float.MinValue, float.MinValue, float.MinValue)]
    public void Terms_of_a_softmax_have_the_ratios_of_their_exponentials_whatever_the_logits(params float[] logits)
    {
        All<V128>(logits);
        All<V256>(logits);
        All<V512>(logits);

        static void All<V>(float[] logits)
            where V : struct, ISimd<V>
        {
            // What lies behind the row must not matter, neither to the choice of a shift nor to the terms.
            foreach (float behind in new[] { 0f, 100f, float.MaxValue, float.NaN })
            {
                for (int count = 1; count <= 4; count++)
                {
                    float[] row = [.. Enumerable.Repeat(behind, V.Count)], terms = new float[V.Count];
                    logits.AsSpan(0, count).CopyTo(row);
                    Elementary.SoftmaxTerms(V.Load(row), count).Store(terms);

                    double greatest = logits.Take(count).Max(), sum = terms.Sum();
                    double[] expected = [.. logits.Take(count).Select(z => z - greatest >= -64 ? Math.Exp(z - greatest) : 0)];
                    for (int c = 0; c < V.Count; c++)
                    {
                        double p = c < count ? expected[c] / expected.Sum() : 0;
                        Assert.True(Math.Abs((terms[c] / sum) - p) <= 5e-7 * p, $"{typeof(V)}, {c} of {count}: {terms[c] / sum} instead of {p}");
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_softmax_of_what_is_no_number_is_none(float logit)
    {
        All<V128>(logit);
        All<V256>(logit);
        All<V512>(logit);

        static void All<V>(float logit)
            where V : struct, ISimd<V>
        {
            float[] row = [.. Enumerable.Repeat(0f, V.Count)];
            row[1] = logit;
            V terms = Elementary.SoftmaxTerms(V.Load(row), 3);
            Assert.True(float.IsNaN(V.Sum(terms)));
        }
    }

    [Fact]
    public void A_nan_of_any_bits_stays_one()
    {
        All<V1>();
        All<V128>();
        All<V256>();
        All<V512>();

        static void All<V>()
            where V : struct, ISimd<V>
        {
            // The lowest bits are where the exponent is prepared.
            foreach (int bits in new[] { 0x7FC00000, 0x7FC00001, 0x7FC001FF, unchecked((int)0xFFC000AA) })
            {
                float nan = BitConverter.Int32BitsToSingle(bits);
                Assert.True(float.IsNaN(Elementary.Exp<V>(nan).ToScalar()), $"Exp, {typeof(V)}, {bits:X}");
                Assert.True(float.IsNaN(Elementary.Expm1<V>(nan).ToScalar()), $"Expm1, {typeof(V)}, {bits:X}");
                Assert.True(float.IsNaN(Elementary.SoftmaxTerm<V>(nan, 0f).ToScalar()), $"SoftmaxTerm, {typeof(V)}, {bits:X}");
                Assert.True(float.IsNaN(Elementary.SoftmaxTerms<V>(nan, 1).ToScalar()), $"SoftmaxTerms, {typeof(V)}, {bits:X}");
            }
        }
    }

    [Fact]
    public void Extremes_keep_nan_in_the_second_place()
    {
        Extremes<V1>();
        Extremes<V128>();
        Extremes<V256>();
        Extremes<V512>();
    }

    [Fact]
    public void Lanes_behind_the_count_are_replaced_and_not_stored()
    {
        Lanes<V1>();
        Lanes<V128>();
        Lanes<V256>();
        Lanes<V512>();
    }

    private static void All<V>()
        where V : struct, ISimd<V>
    {
        foreach (float x in s_points)
        {
            Near(Math.Exp(Math.Clamp(x, -87.3f, 88.3f)), Elementary.Exp<V>(x), 1.3 / (1 << 23));
            Near(Math.Abs(x) < 1e-4 ? x + ((double)x * x / 2) : Math.Exp(Math.Clamp(x, -87.3f, 88.3f)) - 1, Elementary.Expm1<V>(x), 4e-7);
            Near(Math.Tanh(x), Elementary.Tanh<V>(x), 6e-7);
            if (x is > 0 and <= 1)
            {
                Near(x < 1e-4 ? x - ((double)x * x / 2) : Math.Log(1 + (double)x), Elementary.Log1p<V>(x), 3e-7);
            }
            if (x <= 0)
            {
                Near(x > -64 ? Math.Exp(x) : 0, Elementary.SoftmaxTerm<V>(x, 0), 3e-7);
            }
        }
        Near(Math.Exp(-2.5), Elementary.SoftmaxTerm<V>(1000f, 1002.5f), 3e-7);
        foreach ((float z, float greatest) in new[] { (float.NaN, 1f), (float.NegativeInfinity, 1f), (float.PositiveInfinity, float.PositiveInfinity) })
        {
            Assert.True(float.IsNaN(Elementary.SoftmaxTerm<V>(z, greatest).ToScalar()));
        }
        Near(0.8427007929497149, Elementary.Erf<V>(1f), 3e-7);
        Near(0.11246291601828490, Elementary.Erf<V>(0.1f), 3e-7);
        Near(-0.9953222650189527, Elementary.Erf<V>(-2f), 4e-7);
        Near(1.1283791670955126e-9, Elementary.Erf<V>(1e-9f), 3e-7);
        Assert.True(float.IsNaN(Elementary.Exp<V>(float.NaN).ToScalar()) && float.IsNaN(Elementary.Tanh<V>(float.NaN).ToScalar())
            && float.IsNaN(Elementary.Erf<V>(float.NaN).ToScalar()) && float.IsNaN(Elementary.Expm1<V>(float.NaN).ToScalar()));
    }

    private static void Near<V>(double expected, V actual, double tolerance)
        where V : struct, ISimd<V>
    {
        float value = actual.ToScalar();
        Assert.True(Math.Abs(value - expected) <= tolerance * Math.Abs(expected) + 1e-38, $"{typeof(V)}: {value} instead of {expected}");
    }

    private static void Extremes<V>()
        where V : struct, ISimd<V>
    {
        Assert.True(float.IsNaN(V.Max(0f, float.NaN).ToScalar()));
        Assert.True(float.IsNaN(V.Min(0f, float.NaN).ToScalar()));
        Assert.Equal(2f, V.Max(2f, -3f).ToScalar());
        Assert.Equal(-3f, V.Min(2f, -3f).ToScalar());
    }

    private static void Lanes<V>()
        where V : struct, ISimd<V>
    {
        for (int count = 0; count <= V.Count; count++)
        {
            float[] stored = new float[V.Count];
            V.First(1f, count, -1f).Store(stored);
            Assert.Equal(Enumerable.Range(0, V.Count).Select(lane => lane < count ? 1f : -1f), stored);
            float[] part = new float[V.Count];
            ((V)2f).StoreFirst(part, count);
            Assert.Equal(Enumerable.Range(0, V.Count).Select(lane => lane < count ? 2f : 0f), part);
        }
    }
}
