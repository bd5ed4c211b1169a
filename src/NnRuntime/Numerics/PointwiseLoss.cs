using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NnRuntime.Numerics;

/// <summary>The loss of one output and its slope; emitted code implements it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IPointwiseLoss
{
    /// <summary>L(y, t).</summary>
    static abstract V Value<V>(V y, V t)
        where V : struct, ISimd<V>;

    /// <summary>∂L/∂y.</summary>
    static abstract V Slope<V>(V y, V t)
        where V : struct, ISimd<V>;
}

/// <summary>Sums of a pointwise loss over the outputs of a batch.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PointwiseLoss
{
    /// <summary>Σ scale·wᵢ·L over all outputs.</summary>
    public static double Value<F>(ReadOnlySpan<float> y, int stride, ReadOnlySpan<float> targets, int length, ReadOnlySpan<float> weights, float scale)
        where F : struct, IPointwiseLoss => Rows<F>(y, stride, targets, length, weights, scale, default, 0);

    /// <summary>The same, and dy = scale·wᵢ·∂L/∂y; dy may be the memory of y.</summary>
    public static double ValueAndSlope<F>(
        ReadOnlySpan<float> y, int stride, ReadOnlySpan<float> targets, int length, ReadOnlySpan<float> weights, float scale, Span<float> dy, int gradientStride)
        where F : struct, IPointwiseLoss => Rows<F>(y, stride, targets, length, weights, scale, dy, gradientStride);

    private static double Rows<F>(
        ReadOnlySpan<float> y, int stride, ReadOnlySpan<float> targets, int length, ReadOnlySpan<float> weights, float scale, Span<float> dy, int gradientStride)
        where F : struct, IPointwiseLoss
    {
        // Rows that lie side by side and count alike are one long row.
        if (weights.IsEmpty && stride == length && (dy.IsEmpty || gradientStride == length))
        {
            return Row<F>(y, targets, scale, dy);
        }
        double loss = 0;
        for (int i = 0; i < targets.Length / length; i++)
        {
            Span<float> slopes = dy.IsEmpty ? default : dy.Slice(i * gradientStride, length);
            float weight = weights.IsEmpty ? scale : scale * weights[i];
            loss += Row<F>(y.Slice(i * stride, length), targets.Slice(i * length, length), weight, slopes);
        }
        return loss;
    }

    // The widest vector that a short row fills.
    private static double Row<F>(ReadOnlySpan<float> y, ReadOnlySpan<float> t, float weight, Span<float> dy)
        where F : struct, IPointwiseLoss =>
        Vector512.IsHardwareAccelerated && t.Length >= 16 ? Row<F, V512>(y, t, weight, dy)
        : Vector256.IsHardwareAccelerated && t.Length >= 8 ? Row<F, V256>(y, t, weight, dy)
        : Vector128.IsHardwareAccelerated && t.Length >= 2 ? Row<F, V128>(y, t, weight, dy)
        : Row<F, V1>(y, t, weight, dy);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double Row<F, V>(ReadOnlySpan<float> y, ReadOnlySpan<float> t, float weight, Span<float> dy)
        where F : struct, IPointwiseLoss
        where V : struct, ISimd<V>
    {
        double loss = 0;
        int i = 0;
        for (; i <= t.Length - V.Count; i += V.Count)
        {
            V output = V.Load(y, i), target = V.Load(t, i);
            loss += V.Sum(F.Value(output, target) * weight);
            if (!dy.IsEmpty)
            {
                (F.Slope(output, target) * weight).Store(dy.Slice(i, V.Count));
            }
        }
        if (i < t.Length)
        {
            // The last elements in a vector of their own, where nothing behind them has weight.
            Lanes outputs = default, targets = default, weights = default;
            y.Slice(i, t.Length - i).CopyTo(outputs);
            t.Slice(i).CopyTo(targets);
            ((Span<float>)weights).Slice(0, t.Length - i).Fill(weight);
            V output = V.Load(outputs), target = V.Load(targets), share = V.Load(weights);
            loss += V.Sum(F.Value(output, target) * share);
            if (!dy.IsEmpty)
            {
                (F.Slope(output, target) * share).Store(outputs);
                ((ReadOnlySpan<float>)outputs).Slice(0, t.Length - i).CopyTo(dy.Slice(i));
            }
        }
        return loss;
    }

    /// <summary>Room for the widest vector.</summary>
    [InlineArray(16)]
    private struct Lanes
    {
        private float _first;
    }
}
