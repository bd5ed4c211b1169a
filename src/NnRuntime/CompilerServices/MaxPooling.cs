using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NnGen.CompilerServices;

/// <summary>The maximum of each window, over images in the layout of <see cref="ChannelsHeightWidthBatch"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MaxPooling
{
    /// <summary>result = the maximum of each window, and which tap of the window it is: the first of equals, and NaN wins. No index where
    /// <paramref name="argmax"/> is empty.</summary>
    public static void Value<V>(ReadOnlySpan<float> x, Span<float> result, Span<float> argmax, in PoolWindow window, int lanes)
        where V : struct, ISimd<V>
    {
        window.Check<V>(lanes, x.Length, argmax.IsEmpty ? result.Length : Math.Min(result.Length, argmax.Length));
        if (lanes == 1)
        {
            ValuePlanes<V1>(x, result, argmax, window);
        }
        else
        {
            ValuePlanes<V>(x, result, argmax, window);
        }
    }

    /// <summary>dx = dy at the argmax of each window, summed where windows overlap.</summary>
    public static void Gradient<V>(ReadOnlySpan<float> dy, ReadOnlySpan<float> argmax, Span<float> dx, in PoolWindow window, int lanes)
        where V : struct, ISimd<V>
    {
        window.Check<V>(lanes, dx.Length, Math.Min(dy.Length, argmax.Length));
        if (lanes == 1)
        {
            GradientPlanes<V1>(dy, argmax, dx, window);
        }
        else
        {
            GradientPlanes<V>(dy, argmax, dx, window);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ValuePlanes<V>(ReadOnlySpan<float> x, Span<float> result, Span<float> argmax, in PoolWindow window)
        where V : struct, ISimd<V>
    {
        int plane = window.Height * window.Width * V.Count, height = window.OutputHeight, width = window.OutputWidth, to = 0;
        for (int start = 0; start < x.Length; start += plane)
        {
            ReadOnlySpan<float> pixels = x.Slice(start, plane);
            for (int i = 0; i < height; i++)
            {
                (int top, int first, int last) = window.Clip(i, window.Height);
                for (int j = 0; j < width; j++, to += V.Count)
                {
                    (int left, int from, int end) = window.Clip(j, window.Width);
                    V best = V.Load(pixels.Slice(((first * window.Width) + from) * V.Count)), tapIndex = (float)(((first - top) * window.Size) + from - left);
                    for (int r = first; r < last; r++)
                    {
                        for (int c = from; c < end; c++)
                        {
                            V value = V.Load(pixels.Slice(((r * window.Width) + c) * V.Count)), tap = (float)(((r - top) * window.Size) + c - left);
                            tapIndex = V.WhereGreater(value, best, tap, tapIndex);
                            best = V.WhereGreater(value, best, value, best);
                        }
                    }
                    best.Store(result.Slice(to));
                    if (!argmax.IsEmpty)
                    {
                        tapIndex.Store(argmax.Slice(to));
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void GradientPlanes<V>(ReadOnlySpan<float> dy, ReadOnlySpan<float> argmax, Span<float> dx, in PoolWindow window)
        where V : struct, ISimd<V>
    {
        dx.Clear();
        int plane = window.Height * window.Width * V.Count, height = window.OutputHeight, width = window.OutputWidth, at = 0;
        for (int start = 0; start < dx.Length; start += plane)
        {
            Span<float> pixels = dx.Slice(start, plane);
            for (int i = 0; i < height; i++)
            {
                (int top, int first, int last) = window.Clip(i, window.Height);
                for (int j = 0; j < width; j++, at += V.Count)
                {
                    (int left, int from, int end) = window.Clip(j, window.Width);
                    V gradient = V.Load(dy.Slice(at)), tapIndex = V.Load(argmax.Slice(at));
                    for (int r = first; r < last; r++)
                    {
                        for (int c = from; c < end; c++)
                        {
                            Span<float> pixel = pixels.Slice(((r * window.Width) + c) * V.Count);
                            (V.Load(pixel) + V.WhereEqual(tapIndex, (float)(((r - top) * window.Size) + c - left), gradient, 0f)).Store(pixel);
                        }
                    }
                }
            }
        }
    }
}
