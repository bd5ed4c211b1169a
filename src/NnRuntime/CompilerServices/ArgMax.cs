using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NnGen.CompilerServices;

/// <summary>Classes from logits, for emitted code: the largest logit has the largest probability, so no exponential is computed.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ArgMax
{
    /// <summary>classes[i] = argmax of row i, whose <paramref name="length"/> logits begin at i·<paramref name="stride"/>: the first of equals,
    /// and NaN loses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(ReadOnlySpan<float> logits, int stride, int length, Span<int> classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        Bounds.Rows(logits.Length, classes.Length, stride, length);
        for (int i = 0; i < classes.Length; i++)
        {
            ReadOnlySpan<float> z = logits.Slice(i * stride, length);
            int best = 0;
            for (int c = 1; c < z.Length; c++)
            {
                if (z[c] > z[best] || (float.IsNaN(z[best]) && !float.IsNaN(z[c])))
                {
                    best = c;
                }
            }
            classes[i] = best;
        }
    }

    /// <summary>classes[i] = 1 where the logit is positive, otherwise 0; NaN is not positive.</summary>
    public static void Positive(ReadOnlySpan<float> logits, Span<int> classes)
    {
        Bounds.Room(logits.Length, classes.Length);
        for (int i = 0; i < classes.Length; i++)
        {
            classes[i] = logits[i] > 0 ? 1 : 0;
        }
    }
}
