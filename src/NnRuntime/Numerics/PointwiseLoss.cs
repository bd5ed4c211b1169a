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
        double loss = 0;
        for (int i = 0; i < targets.Length / length; i++)
        {
            ReadOnlySpan<float> outputs = y.Slice(i * stride, length), wanted = targets.Slice(i * length, length);
            Span<float> slopes = dy.IsEmpty ? default : dy.Slice(i * gradientStride, length);
            float weight = weights.IsEmpty ? scale : scale * weights[i];
            int done = 0;
            if (Vector512.IsHardwareAccelerated)
            {
                loss += Row<F, V512>(outputs, wanted, weight, slopes, ref done);
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                loss += Row<F, V256>(outputs, wanted, weight, slopes, ref done);
            }
            else if (Vector128.IsHardwareAccelerated)
            {
                loss += Row<F, V128>(outputs, wanted, weight, slopes, ref done);
            }
            loss += Row<F, V1>(outputs, wanted, weight, slopes, ref done);
        }
        return loss;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double Row<F, V>(ReadOnlySpan<float> y, ReadOnlySpan<float> t, float weight, Span<float> dy, ref int start)
        where F : struct, IPointwiseLoss
        where V : struct, ISimd<V>
    {
        double loss = 0;
        for (; start <= y.Length - V.Count; start += V.Count)
        {
            V output = V.Load(y.Slice(start)), target = V.Load(t.Slice(start));
            loss += V.Sum(F.Value(output, target) * weight);
            if (!dy.IsEmpty)
            {
                (F.Slope(output, target) * weight).Store(dy.Slice(start));
            }
        }
        return loss;
    }
}
