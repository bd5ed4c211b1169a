using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NnGen.CompilerServices;

/// <summary>The mean of each window, or of each plane, over images in the memory of <see cref="ChannelsHeightWidthBatch"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AveragePooling
{
    /// <summary>result = the mean of each window, where padding counts as zeros.</summary>
    public static void Value<V>(ReadOnlySpan<float> x, Span<float> result, in PoolWindow window, int lanes)
        where V : struct, ISimd<V>
    {
        window.Check<V>(lanes, x.Length, result.Length);
        if (lanes == 1)
        {
            ValuePlanes<V1>(x, result, window);
        }
        else
        {
            ValuePlanes<V>(x, result, window);
        }
    }

    /// <summary>dx = dy / size² over each window, added up where windows overlap.</summary>
    public static void Gradient<V>(ReadOnlySpan<float> dy, Span<float> dx, in PoolWindow window, int lanes)
        where V : struct, ISimd<V>
    {
        window.Check<V>(lanes, dx.Length, dy.Length);
        if (lanes == 1)
        {
            GradientPlanes<V1>(dy, dx, window);
        }
        else
        {
            GradientPlanes<V>(dy, dx, window);
        }
    }

    /// <summary>result = the mean of each plane of <paramref name="pixels"/> pixels.</summary>
    public static void Mean<V>(ReadOnlySpan<float> x, Span<float> result, int pixels, int lanes)
        where V : struct, ISimd<V>
    {
        CheckMean<V>(x.Length, result.Length, pixels, lanes);
        if (lanes == 1)
        {
            MeanAlone<V>(x, result, pixels);
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
        CheckMean<V>(dx.Length, dy.Length, pixels, lanes);
        if (lanes == 1)
        {
            MeanGradientPlanes<V1>(dy, dx, pixels);
        }
        else
        {
            MeanGradientPlanes<V>(dy, dx, pixels);
        }
    }

    private static void CheckMean<V>(int planes, int means, int pixels, int lanes)
        where V : struct, ISimd<V>
    {
        Bounds.Lanes<V>(lanes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pixels);
        if (planes != (long)means * pixels || means % lanes != 0)
        {
            throw new ArgumentException($"{planes} floats in groups of {lanes} are not {means} planes of {pixels} pixels.", nameof(planes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ValuePlanes<V>(ReadOnlySpan<float> x, Span<float> result, in PoolWindow window)
        where V : struct, ISimd<V>
    {
        int plane = window.Height * window.Width * V.Count, height = window.OutputHeight, width = window.OutputWidth, to = 0;
        float factor = 1f / (window.Size * window.Size);
        for (int start = 0; start < x.Length; start += plane)
        {
            ReadOnlySpan<float> pixels = x.Slice(start, plane);
            for (int i = 0; i < height; i++)
            {
                (_, int first, int last) = window.Clip(i, window.Height);
                for (int j = 0; j < width; j++, to += V.Count)
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
    private static void GradientPlanes<V>(ReadOnlySpan<float> dy, Span<float> dx, in PoolWindow window)
        where V : struct, ISimd<V>
    {
        dx.Clear();
        int plane = window.Height * window.Width * V.Count, height = window.OutputHeight, width = window.OutputWidth, at = 0;
        float factor = 1f / (window.Size * window.Size);
        for (int start = 0; start < dx.Length; start += plane)
        {
            Span<float> pixels = dx.Slice(start, plane);
            for (int i = 0; i < height; i++)
            {
                (_, int first, int last) = window.Clip(i, window.Height);
                for (int j = 0; j < width; j++, at += V.Count)
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

    // One sample: the pixels of a plane are a run.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void MeanAlone<V>(ReadOnlySpan<float> x, Span<float> result, int pixels)
        where V : struct, ISimd<V>
    {
        for (int plane = 0; plane < result.Length; plane++)
        {
            ReadOnlySpan<float> run = x.Slice(plane * pixels, pixels);
            V sums = 0f;
            int i = 0;
            for (; i <= run.Length - V.Count; i += V.Count)
            {
                sums += V.Load(run.Slice(i));
            }
            float sum = V.Sum(sums);
            for (; i < run.Length; i++)
            {
                sum += run[i];
            }
            result[plane] = sum * (1f / pixels);
        }
    }
}
