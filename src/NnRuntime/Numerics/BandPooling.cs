using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NnRuntime.Numerics;

/// <summary>The maximum of windows that do not overlap, row by row, while the rows are still in the nearest cache.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BandPooling
{
    /// <summary>result = F of the maximum of each window, and which tap of the window that was: the first of equals, and NaN wins. No index
    /// where <paramref name="winners"/> is empty.</summary>
    public static void Max<V, F>(ReadOnlySpan<float> rows, Span<float> result, Span<float> winners, in Band band, int lanes)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        Bounds.Lanes<V>(lanes);
        band.Check(lanes, rows.Length, winners.IsEmpty ? result.Length : Math.Min(result.Length, winners.Length));
        if (lanes == 1 && band is { Size: 2, Stride: 2 } && winners.IsEmpty)
        {
            Alone<V, F>(rows, result, band);
        }
        else if (lanes == 1)
        {
            Windows<V1, F>(rows, result, winners, band);
        }
        else if (band is { Size: 2, Rows: 1 } && winners.IsEmpty)
        {
            Pairs<V, F>(rows, result, band);
        }
        else if (band is { Size: 2, Rows: 1 })
        {
            PairsWithWinners<V, F>(rows, result, winners, band);
        }
        else
        {
            Windows<V, F>(rows, result, winners, band);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Windows<V, F>(ReadOnlySpan<float> rows, Span<float> result, Span<float> winners, in Band band)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        for (int row = 0; row < band.Planes * band.Rows; row++)
        {
            int plane = row / band.Rows, h = row % band.Rows;
            for (int j = 0; j < band.Outputs; j++)
            {
                int from = (plane * band.Plane) + (h * band.Stride * band.Pitch) + (j * band.Stride * V.Count), to = (plane * band.ResultPlane) + (((h * band.Outputs) + j) * V.Count);
                V best = V.Load(rows.Slice(from)), winner = 0f;
                for (int r = 0; r < band.Size; r++)
                {
                    for (int c = 0; c < band.Size; c++)
                    {
                        V value = V.Load(rows.Slice(from + (r * band.Pitch) + (c * V.Count))), tap = (float)((r * band.Size) + c);
                        winner = V.WhereGreater(value, best, tap, winner);
                        best = V.WhereGreater(value, best, value, best);
                    }
                }
                F.Value(best).Store(result.Slice(to));
                if (!winners.IsEmpty)
                {
                    winner.Store(winners.Slice(to));
                }
            }
        }
    }

    // The usual window, written out.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Pairs<V, F>(ReadOnlySpan<float> rows, Span<float> result, in Band band)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        int step = band.Stride * V.Count, length = band.Outputs * V.Count, covered = ((band.Outputs - 1) * step) + (2 * V.Count);
        for (int plane = 0; plane < band.Planes; plane++)
        {
            ref float upper = ref MemoryMarshal.GetReference(rows.Slice(plane * band.Plane, covered));
            ref float lower = ref MemoryMarshal.GetReference(rows.Slice((plane * band.Plane) + band.Pitch, covered));
            ref float to = ref MemoryMarshal.GetReference(result.Slice(plane * band.ResultPlane, length));
            for (int j = 0; j < length; j += V.Count)
            {
                V a = V.LoadUnsafe(ref upper, 0), b = V.LoadUnsafe(ref upper, V.Count), c = V.LoadUnsafe(ref lower, 0), d = V.LoadUnsafe(ref lower, V.Count);
                a = V.WhereGreater(b, a, b, a);
                c = V.WhereGreater(d, c, d, c);
                F.Value(V.WhereGreater(c, a, c, a)).StoreUnsafe(ref to, j);
                upper = ref Unsafe.Add(ref upper, step);
                lower = ref Unsafe.Add(ref lower, step);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void PairsWithWinners<V, F>(ReadOnlySpan<float> rows, Span<float> result, Span<float> winners, in Band band)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        int step = band.Stride * V.Count, length = band.Outputs * V.Count, covered = ((band.Outputs - 1) * step) + (2 * V.Count);
        for (int plane = 0; plane < band.Planes; plane++)
        {
            ref float upper = ref MemoryMarshal.GetReference(rows.Slice(plane * band.Plane, covered));
            ref float lower = ref MemoryMarshal.GetReference(rows.Slice((plane * band.Plane) + band.Pitch, covered));
            ref float to = ref MemoryMarshal.GetReference(result.Slice(plane * band.ResultPlane, length));
            ref float index = ref MemoryMarshal.GetReference(winners.Slice(plane * band.ResultPlane, length));
            for (int j = 0; j < length; j += V.Count)
            {
                V a = V.LoadUnsafe(ref upper, 0), b = V.LoadUnsafe(ref upper, V.Count), c = V.LoadUnsafe(ref lower, 0), d = V.LoadUnsafe(ref lower, V.Count);
                V inUpper = V.WhereGreater(b, a, 1f, 0f), inLower = V.WhereGreater(d, c, 3f, 2f);
                a = V.WhereGreater(b, a, b, a);
                c = V.WhereGreater(d, c, d, c);
                V.WhereGreater(c, a, inLower, inUpper).StoreUnsafe(ref index, j);
                F.Value(V.WhereGreater(c, a, c, a)).StoreUnsafe(ref to, j);
                upper = ref Unsafe.Add(ref upper, step);
                lower = ref Unsafe.Add(ref lower, step);
            }
        }
    }

    // One sample: vectors of neighbouring windows, no wider than there are windows in a row.
    private static void Alone<V, F>(ReadOnlySpan<float> rows, Span<float> result, in Band band)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        if (band.Outputs >= V.Count)
        {
            Neighbours<V, F>(rows, result, band);
        }
        else if (band.Outputs >= V256.Count && Vector256.IsHardwareAccelerated)
        {
            Neighbours<V256, F>(rows, result, band);
        }
        else if (band.Outputs >= V128.Count && Vector128.IsHardwareAccelerated)
        {
            Neighbours<V128, F>(rows, result, band);
        }
        else
        {
            Neighbours<V1, F>(rows, result, band);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Neighbours<V, F>(ReadOnlySpan<float> rows, Span<float> result, in Band band)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        int outputs = band.Outputs, height = band.Rows, step = 2 * band.Pitch, last = outputs - V.Count;
        for (int plane = 0; plane < band.Planes; plane++)
        {
            ref float upper = ref MemoryMarshal.GetReference(rows.Slice(plane * band.Plane, ((height - 1) * step) + band.Pitch + (2 * outputs)));
            ref float to = ref MemoryMarshal.GetReference(result.Slice(plane * band.ResultPlane, height * outputs));
            for (int h = 0; h < height; h++)
            {
                ref float lower = ref Unsafe.Add(ref upper, band.Pitch);
                for (int right = 0; right < outputs; right += V.Count)
                {
                    int j = Math.Min(right, last);   // the last vector overlaps its neighbour
                    V a = V.LoadUnsafe(ref upper, 2 * j), b = V.LoadUnsafe(ref upper, (2 * j) + V.Count), c = V.LoadUnsafe(ref lower, 2 * j), d = V.LoadUnsafe(ref lower, (2 * j) + V.Count);
                    a = V.WhereGreater(c, a, c, a);
                    b = V.WhereGreater(d, b, d, b);
                    V even = V.Even(a, b), odd = V.Odd(a, b);
                    F.Value(V.WhereGreater(odd, even, odd, even)).StoreUnsafe(ref to, j);
                }
                upper = ref Unsafe.Add(ref upper, step);
                to = ref Unsafe.Add(ref to, outputs);
            }
        }
    }
}
