using NnRuntime.Numerics;

namespace NnRuntime.Tests;

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
            Near(Math.Exp(Math.Clamp(x, -87.3f, 88.3f)), Elementary.Exp<V>(x), 3e-7);
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
