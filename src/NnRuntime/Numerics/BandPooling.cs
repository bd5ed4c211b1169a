using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
        if (lanes == 1)
        {
            Windows<V1, F>(rows, result, winners, band);
        }
        else if (band.Size == 2)
        {
            Pairs<V, F>(rows, result, winners, band);
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
        for (int plane = 0; plane < band.Planes; plane++)
        {
            for (int j = 0; j < band.Outputs; j++)
            {
                int from = (plane * band.Plane) + (j * band.Stride * V.Count), to = (plane * band.ResultPlane) + (j * V.Count);
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
    private static void Pairs<V, F>(ReadOnlySpan<float> rows, Span<float> result, Span<float> winners, in Band band)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        int step = band.Stride * V.Count, length = band.Outputs * V.Count;
        for (int plane = 0; plane < band.Planes; plane++)
        {
            ref float upper = ref MemoryMarshal.GetReference(rows.Slice(plane * band.Plane, (band.Outputs - 1) * step + (2 * V.Count)));
            ref float lower = ref MemoryMarshal.GetReference(rows.Slice((plane * band.Plane) + band.Pitch, (band.Outputs - 1) * step + (2 * V.Count)));
            ref float to = ref MemoryMarshal.GetReference(result.Slice(plane * band.ResultPlane, length));
            ref float index = ref MemoryMarshal.GetReference(winners.IsEmpty ? winners : winners.Slice(plane * band.ResultPlane, length));
            for (int j = 0; j < length; j += V.Count)
            {
                V best = V.Load(ref upper, 0), second = V.Load(ref upper, V.Count), third = V.Load(ref lower, 0), fourth = V.Load(ref lower, V.Count);
                V winner = V.WhereGreater(second, best, 1f, 0f);
                best = V.WhereGreater(second, best, second, best);
                winner = V.WhereGreater(third, best, 2f, winner);
                best = V.WhereGreater(third, best, third, best);
                winner = V.WhereGreater(fourth, best, 3f, winner);
                best = V.WhereGreater(fourth, best, fourth, best);
                F.Value(best).Store(ref to, j);
                if (!winners.IsEmpty)
                {
                    winner.Store(ref index, j);
                }
                upper = ref Unsafe.Add(ref upper, step);
                lower = ref Unsafe.Add(ref lower, step);
            }
        }
    }
}
