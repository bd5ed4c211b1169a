using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NnGen.CompilerServices;

/// <summary>Elementary functions, written once for every width. NaN comes through; finite arguments never give NaN.</summary>
/// <remarks>The instruction of a fused multiply-add overwrites its first factor: a constant goes there where the other factor is needed again.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Elementary
{
    // 1.5·2²³: adding it rounds to a whole number in the low bits of the mantissa.
    private const float Shifter = 12582912f, Log2E = 1.44269504f, Ln2High = -0.693359375f, Ln2Low = 2.12194440e-4f;

    /// <summary>eˣ; no less than about 1e-38 and no more than about 2.2e38.</summary>
    /// <remarks>eˣ = 2ⁿ·eʳ with n = round(x / ln 2) and |r| ≤ ln 2 / 2, as in Cephes' expf; within 1.3 units in the last place.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x)
        where V : struct, ISimd<V> => Unclamped(V.Min(88.3f, V.Max(-87.3f, x)));

    /// <summary>A term of a softmax, eˣ with x = z − max, and 0 for x below −64: e⁻⁶⁴ ≈ 1.6e-28 is indistinguishable from 0 beside the
    /// largest term, which is 1, and what is computed from smaller terms would sink into denormal numbers, a hundred times as slow. An infinite
    /// logit gives NaN.</summary>
    /// <remarks>x is at most 0, and what the polynomial makes of less than −64 is not taken: so nothing is clamped.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V SoftmaxTerm<V>(V z, float max)
        where V : struct, ISimd<V>
    {
        V x = z - max;
        return V.WherePositive(x + 64f, Unclamped(x), z * 0f);
    }

    /// <summary>The terms of the softmax of a row that is one vector: its exponentials, all scaled by the same factor, and 0 after the row.</summary>
    /// <remarks>A row between −32 and 32 needs no shift: nothing overflows, no term is less than e⁻⁶⁴ of another. So the exponential
    /// need not wait for the maximum of the logits.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V SoftmaxTerms<V>(V z, int count)
        where V : struct, ISimd<V>
    {
        V terms;
        if (!V.AnyBeyond(V.First(z, count, 0f), 32f))
        {
            terms = Unclamped(z);
        }
        else
        {
            terms = SoftmaxTerm(z, V.MaxElement(V.First(z, count, float.MinValue)));
        }
        return V.First(terms, count, 0f);
    }

    /// <summary>eˣ − 1, exact near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1<V>(V x)
        where V : struct, ISimd<V>
    {
        (V fraction, V n) = ExpFraction(V.Min(88.3f, V.Max(-87.3f, x)));
        V power = V.ScaleByPowerOfTwo(1f, n);
        return V.MultiplyAdd(fraction, power, power - 1f);
    }

    /// <summary>log(1 + x) for x from 0 to 1, exact near 0.</summary>
    /// <remarks>log(1 + x) = 2·artanh(s) with s = x / (2 + x) ≤ 1/3, by its power series (Abramowitz &amp; Stegun 4.1.27).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log1p<V>(V x)
        where V : struct, ISimd<V>
    {
        V s = x / (x + 2f), q = s * s;
        V p = V.MultiplyAdd(1f / 15, q, 1f / 13);
        p = V.MultiplyAdd(p, q, 1f / 11);
        p = V.MultiplyAdd(p, q, 1f / 9);
        p = V.MultiplyAdd(p, q, 1f / 7);
        p = V.MultiplyAdd(p, q, 1f / 5);
        p = V.MultiplyAdd(p, q, 1f / 3);
        return V.MultiplyAdd(p * q, s, s) * 2f;
    }

    /// <summary>tanh x, as a ratio of polynomials that is exact near 0 and saturates at ±0.9999997 for |x| ≥ 7.9.</summary>
    /// <remarks>So 1 − tanh² is never exactly 0: a formula that multiplies it with a number without bounds takes an exponential instead.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V>(V x)
        where V : struct, ISimd<V>
    {
        const float Furthest = 7.905311107635498f;

        // Bounded apart from x, which is not needed before the end. Terms are added up in pairs (Estrin's scheme), so that few operations wait
        // for each other: a small network has no other work to overlap with.
        V s = V.Min(Furthest * Furthest, x * x), s2 = s * s, s4 = s2 * s2;

        V p01 = V.MultiplyAdd(6.37261928875436e-04f, s, 4.89352455891786e-03f);
        V p23 = V.MultiplyAdd(5.12229709037114e-08f, s, 1.48572235717979e-05f);
        V p45 = V.MultiplyAdd(2.00018790482477e-13f, s, -8.60467152213735e-11f);
        V p46 = V.MultiplyAdd(s2, -2.76076847742355e-16f, p45);
        V p = V.MultiplyAdd(p46, s4, V.MultiplyAdd(p23, s2, p01));

        V q01 = V.MultiplyAdd(2.26843463243900e-03f, s, 4.89352518554385e-03f);
        V q23 = V.MultiplyAdd(1.19825839466702e-06f, s, 1.18534705686654e-04f);
        V q = V.MultiplyAdd(q23, s2, q01);
        return V.Min(Furthest, V.Max(-Furthest, x)) / q * p;
    }

    /// <summary>erf x: the power series up to 1 (Abramowitz &amp; Stegun 7.1.5), and 1 − (a₁t + … + a₅t⁵)·exp(−x²) with t = 1/(1 + px) beyond
    /// (7.1.26, within 1.5e-7).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf<V>(V x)
        where V : struct, ISimd<V>
    {
        V size = V.Min(6f, V.Abs(x)), s = V.Min(1f, x * x);
        V near = V.MultiplyAdd(1.4807192e-8f, s, -1.6365845e-7f);
        near = V.MultiplyAdd(near, s, 1.6462114e-6f);
        near = V.MultiplyAdd(near, s, -1.4925650e-5f);
        near = V.MultiplyAdd(near, s, 1.2055333e-4f);
        near = V.MultiplyAdd(near, s, -8.5483273e-4f);
        near = V.MultiplyAdd(near, s, 5.2239776e-3f);
        near = V.MultiplyAdd(near, s, -2.6866170e-2f);
        near = V.MultiplyAdd(near, s, 1.1283792e-1f);
        near = V.MultiplyAdd(near, s, -3.7612638e-1f);
        near = V.MultiplyAdd(near, s, 1.1283792f) * x;

        V t = 1f / V.MultiplyAdd(size, 0.3275911f, 1f);
        V far = V.MultiplyAdd(1.061405429f, t, -1.453152027f);
        far = V.MultiplyAdd(far, t, 1.421413741f);
        far = V.MultiplyAdd(far, t, -0.284496736f);
        far = V.MultiplyAdd(far, t, 0.254829592f) * t;
        far = 1f - (far * Exp(-(size * size)));
        return V.WherePositive(size - 1f, V.WherePositive(x, far, -far), near);
    }

    // eʳ − 1, and the shifted n, for x = n·ln 2 + r. The polynomial r + r²·(c₀ + … + c₄r⁴) is the minimax one for the relative error of eʳ, 3e-9,
    // and adds up in pairs (Estrin's scheme).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (V Fraction, V N) ExpFraction<V>(V x)
        where V : struct, ISimd<V>
    {
        V shifted = V.MultiplyAdd(Log2E, x, Shifter), n = shifted - Shifter;
        V r = V.MultiplyAdd(n, Ln2Low, V.MultiplyAdd(n, Ln2High, x));

        V r2 = r * r;
        V p01 = V.MultiplyAdd(1.6666520612e-1f, r, 4.9999993447e-1f);
        V p23 = V.MultiplyAdd(8.3687192724e-3f, r, 4.1668388277e-2f);
        V low = V.MultiplyAdd(p01, r2, r), high = V.MultiplyAdd(1.3814593691e-3f, r2, p23);
        return (V.MultiplyAdd(high, r2 * r2, low), shifted);
    }

    // eˣ where the exponent of a float can hold it; anything for other x.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Unclamped<V>(V x)
        where V : struct, ISimd<V>
    {
        (V fraction, V n) = ExpFraction(x);
        V power = V.ScaleByPowerOfTwo(1f, n);
        return V.MultiplyAdd(fraction, power, power);
    }
}
