using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NnRuntime.Numerics;

/// <summary>The greatest or the mean of each window, over images in the memory of <see cref="Lanes"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Pooling
{
    /// <summary>result = the maximum of each window, and which tap of the window it is: the first of equals, and NaN wins. No index where
    /// <paramref name="winners"/> is empty.</summary>
    public static void Max<V>(ReadOnlySpan<float> x, Span<float> result, Span<float> winners, in PoolWindow window, int lanes)
        where V : struct, ISimd<V>
    {
        if (lanes == 1)
        {
            MaxPlanes<V1>(x, result, winners, window);
        }
        else
        {
            MaxPlanes<V>(x, result, winners, window);
        }
    }

    /// <summary>dx = dy at the winner of each window, added up where windows overlap.</summary>
    public static void MaxGradient<V>(ReadOnlySpan<float> dy, ReadOnlySpan<float> winners, Span<float> dx, in PoolWindow window, int lanes)
        where V : struct, ISimd<V>
    {
        if (lanes == 1)
        {
            MaxGradientPlanes<V1>(dy, winners, dx, window);
        }
        else
        {
            MaxGradientPlanes<V>(dy, winners, dx, window);
        }
    }

    /// <summary>result = the mean of each window, where padding counts as zeros.</summary>
    public static void Average<V>(ReadOnlySpan<float> x, Span<float> result, in PoolWindow window, int lanes)
        where V : struct, ISimd<V>
    {
        if (lanes == 1)
        {
            AveragePlanes<V1>(x, result, window);
        }
        else
        {
            AveragePlanes<V>(x, result, window);
        }
    }

    /// <summary>dx = dy / size² over each window, added up where windows overlap.</summary>
    public static void AverageGradient<V>(ReadOnlySpan<float> dy, Span<float> dx, in PoolWindow window, int lanes)
        where V : struct, ISimd<V>
    {
        if (lanes == 1)
        {
            AverageGradientPlanes<V1>(dy, dx, window);
        }
        else
        {
            AverageGradientPlanes<V>(dy, dx, window);
        }
    }

    /// <summary>result = the mean of each plane of <paramref name="pixels"/> pixels.</summary>
    public static void Mean<V>(ReadOnlySpan<float> x, Span<float> result, int pixels, int lanes)
        where V : struct, ISimd<V>
    {
        if (lanes == 1)
        {
            MeanPlanes<V1>(x, result, pixels);
        }
        else
        {
            MeanPlanes<V>(x, result, pixels);
        }
    }

    /// <summary>dx = dy / pixels everywhere on a plane.</summary>
    public static void MeanGradient<V>(ReadOnlySpan<float> dy, Span<float> dx, int pixels, int lanes)
        where V : struct, ISimd<V>
    {
        if (lanes == 1)
        {
            MeanGradientPlanes<V1>(dy, dx, pixels);
        }
        else
        {
            MeanGradientPlanes<V>(dy, dx, pixels);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void MeanPlanes<V>(ReadOnlySpan<float> x, Span<float> result, int pixels)
        where V : struct, ISimd<V>
    {
        int plane = pixels * V.Count, to = 0;
        for (int start = 0; start < x.Length; start += plane, to += V.Count)
        {
            V sum = 0f;
            for (int i = start; i < start + plane; i += V.Count)
            {
                sum += V.Load(x.Slice(i));
            }
            (sum * (1f / pixels)).Store(result.Slice(to));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void MeanGradientPlanes<V>(ReadOnlySpan<float> dy, Span<float> dx, int pixels)
        where V : struct, ISimd<V>
    {
        int plane = pixels * V.Count, from = 0;
        for (int start = 0; start < dx.Length; start += plane, from += V.Count)
        {
            V gradient = V.Load(dy.Slice(from)) * (1f / pixels);
            for (int i = start; i < start + plane; i += V.Count)
            {
                gradient.Store(dx.Slice(i));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void MaxPlanes<V>(ReadOnlySpan<float> x, Span<float> result, Span<float> winners, in PoolWindow window)
        where V : struct, ISimd<V>
    {
        int plane = window.Height * window.Width * V.Count, to = 0;
        for (int start = 0; start < x.Length; start += plane)
        {
            ReadOnlySpan<float> pixels = x.Slice(start, plane);
            for (int i = 0; i < window.OutputHeight; i++)
            {
                (int top, int first, int last) = window.Clip(i, window.Height);
                for (int j = 0; j < window.OutputWidth; j++, to += V.Count)
                {
                    (int left, int from, int end) = window.Clip(j, window.Width);
                    V best = V.Load(pixels.Slice(((first * window.Width) + from) * V.Count)), winner = (float)(((first - top) * window.Size) + from - left);
                    for (int r = first; r < last; r++)
                    {
                        for (int c = from; c < end; c++)
                        {
                            V value = V.Load(pixels.Slice(((r * window.Width) + c) * V.Count)), tap = (float)(((r - top) * window.Size) + c - left);
                            winner = V.WhereGreater(value, best, tap, winner);
                            best = V.WhereGreater(value, best, value, best);
                        }
                    }
                    best.Store(result.Slice(to));
                    if (!winners.IsEmpty)
                    {
                        winner.Store(winners.Slice(to));
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void MaxGradientPlanes<V>(ReadOnlySpan<float> dy, ReadOnlySpan<float> winners, Span<float> dx, in PoolWindow window)
        where V : struct, ISimd<V>
    {
        dx.Clear();
        int plane = window.Height * window.Width * V.Count, at = 0;
        for (int start = 0; start < dx.Length; start += plane)
        {
            Span<float> pixels = dx.Slice(start, plane);
            for (int i = 0; i < window.OutputHeight; i++)
            {
                (int top, int first, int last) = window.Clip(i, window.Height);
                for (int j = 0; j < window.OutputWidth; j++, at += V.Count)
                {
                    (int left, int from, int end) = window.Clip(j, window.Width);
                    V gradient = V.Load(dy.Slice(at)), winner = V.Load(winners.Slice(at));
                    for (int r = first; r < last; r++)
                    {
                        for (int c = from; c < end; c++)
                        {
                            Span<float> pixel = pixels.Slice(((r * window.Width) + c) * V.Count);
                            (V.Load(pixel) + V.WhereEqual(winner, (float)(((r - top) * window.Size) + c - left), gradient, 0f)).Store(pixel);
                        }
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AveragePlanes<V>(ReadOnlySpan<float> x, Span<float> result, in PoolWindow window)
        where V : struct, ISimd<V>
    {
        int plane = window.Height * window.Width * V.Count, to = 0;
        float factor = 1f / (window.Size * window.Size);
        for (int start = 0; start < x.Length; start += plane)
        {
            ReadOnlySpan<float> pixels = x.Slice(start, plane);
            for (int i = 0; i < window.OutputHeight; i++)
            {
                (_, int first, int last) = window.Clip(i, window.Height);
                for (int j = 0; j < window.OutputWidth; j++, to += V.Count)
                {
                    (_, int from, int end) = window.Clip(j, window.Width);
                    V sum = 0f;
                    for (int r = first; r < last; r++)
                    {
                        for (int c = from; c < end; c++)
                        {
                            sum += V.Load(pixels.Slice(((r * window.Width) + c) * V.Count));
                        }
                    }
                    (sum * factor).Store(result.Slice(to));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AverageGradientPlanes<V>(ReadOnlySpan<float> dy, Span<float> dx, in PoolWindow window)
        where V : struct, ISimd<V>
    {
        dx.Clear();
        int plane = window.Height * window.Width * V.Count, at = 0;
        float factor = 1f / (window.Size * window.Size);
        for (int start = 0; start < dx.Length; start += plane)
        {
            Span<float> pixels = dx.Slice(start, plane);
            for (int i = 0; i < window.OutputHeight; i++)
            {
                (_, int first, int last) = window.Clip(i, window.Height);
                for (int j = 0; j < window.OutputWidth; j++, at += V.Count)
                {
                    (_, int from, int end) = window.Clip(j, window.Width);
                    V gradient = V.Load(dy.Slice(at)) * factor;
                    for (int r = first; r < last; r++)
                    {
                        for (int c = from; c < end; c++)
                        {
                            Span<float> pixel = pixels.Slice(((r * window.Width) + c) * V.Count);
                            (V.Load(pixel) + gradient).Store(pixel);
                        }
                    }
                }
            }
        }
    }
}
