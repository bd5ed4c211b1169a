using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NnGen.CompilerServices;

/// <summary>The loss of one output and its derivative; emitted code implements it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IPointwiseLoss
{
    /// <summary>L(y, t).</summary>
    static abstract V Value<V>(V y, V t)
        where V : struct, ISimd<V>;

    /// <summary>∂L/∂y.</summary>
    static abstract V Derivative<V>(V y, V t)
        where V : struct, ISimd<V>;
}

/// <summary>Sums of a pointwise loss over the outputs of a batch.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PointwiseLoss
{
    /// <summary>Σ scale·wᵢ·L over all outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Value<F>(ReadOnlySpan<float> y, int stride, ReadOnlySpan<float> targets, int length, ReadOnlySpan<float> weights, float scale)
        where F : struct, IPointwiseLoss => Rows<F>(y, stride, targets, length, weights, scale, default, 0);

    /// <summary>The same, and dy = scale·wᵢ·∂L/∂y; dy may be the memory of y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ValueAndDerivative<F>(
        ReadOnlySpan<float> y, int stride, ReadOnlySpan<float> targets, int length, ReadOnlySpan<float> weights, float scale, Span<float> dy, int gradientStride)
        where F : struct, IPointwiseLoss => Rows<F>(y, stride, targets, length, weights, scale, dy, gradientStride);

    // Contiguous rows of equal weight are one long row.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Rows<F>(
        ReadOnlySpan<float> y, int stride, ReadOnlySpan<float> targets, int length, ReadOnlySpan<float> weights, float scale, Span<float> dy, int gradientStride)
        where F : struct, IPointwiseLoss =>
        weights.IsEmpty && stride == length && (dy.IsEmpty || (gradientStride == length && dy.Length >= targets.Length)) && y.Length >= targets.Length
            ? Row<F>(y, targets, scale, dy)
            : RowByRow<F>(y, stride, targets, length, weights, scale, dy, gradientStride);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double RowByRow<F>(
        ReadOnlySpan<float> y, int stride, ReadOnlySpan<float> targets, int length, ReadOnlySpan<float> weights, float scale, Span<float> dy, int gradientStride)
        where F : struct, IPointwiseLoss
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        int rows = targets.Length / length;
        Bounds.Rows(y.Length, rows, stride, length);
        if (!weights.IsEmpty)
        {
            Bounds.Room(weights.Length, rows);
        }
        if (!dy.IsEmpty)
        {
            Bounds.Rows(dy.Length, rows, gradientStride, length);
        }
        double loss = 0;
        for (int i = 0; i < rows; i++)
        {
            Span<float> derivatives = dy.IsEmpty ? default : dy.Slice(i * gradientStride, length);
            float weight = weights.IsEmpty ? scale : scale * weights[i];
            loss += Row<F>(y.Slice(i * stride, length), targets.Slice(i * length, length), weight, derivatives);
        }
        return loss;
    }

    // The widest vector that a short row fills.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
                (F.Derivative(output, target) * weight).Store(dy.Slice(i, V.Count));
            }
        }
        return i < t.Length ? loss + Rest<F, V>(y.Slice(i), t.Slice(i), weight, dy.IsEmpty ? dy : dy.Slice(i)) : loss;
    }

    // The last elements in a vector of their own, whose unused lanes have no weight. A separate method, since its buffers are cleared at every call.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double Rest<F, V>(ReadOnlySpan<float> y, ReadOnlySpan<float> t, float weight, Span<float> dy)
        where F : struct, IPointwiseLoss
        where V : struct, ISimd<V>
    {
        Lanes outputs = default, targets = default, weights = default;
        y.Slice(0, t.Length).CopyTo(outputs);
        t.CopyTo(targets);
        ((Span<float>)weights).Slice(0, t.Length).Fill(weight);
        V output = V.Load(outputs), target = V.Load(targets), share = V.Load(weights);
        double loss = V.Sum(F.Value(output, target) * share);
        if (!dy.IsEmpty)
        {
            (F.Derivative(output, target) * share).Store(outputs);
            ((ReadOnlySpan<float>)outputs).Slice(0, t.Length).CopyTo(dy);
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
