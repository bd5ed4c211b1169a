using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NnGen.CompilerServices;

/// <summary>The maximum of windows that do not overlap, row by row, while the rows are still in the nearest cache.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowPanelPooling
{
    /// <summary>result = F of the maximum of each window, and which tap of the window that was: the first of equals, and NaN wins. No index
    /// where <paramref name="argmax"/> is empty.</summary>
    public static void Max<V, F>(ReadOnlySpan<float> rows, Span<float> result, Span<float> argmax, in RowPanel panel, int lanes)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        Bounds.Lanes<V>(lanes);
        panel.Check(lanes, rows.Length, argmax.IsEmpty ? result.Length : Math.Min(result.Length, argmax.Length));
        if (lanes == 1 && panel is { Size: 2, Stride: 2 } && argmax.IsEmpty)
        {
            Alone<V, F>(rows, result, panel);
        }
        else if (lanes == 1)
        {
            Windows<V1, F>(rows, result, argmax, panel);
        }
        else if (panel is { Size: 2, Rows: 1 } && argmax.IsEmpty)
        {
            Pairs<V, F>(rows, result, panel);
        }
        else if (panel is { Size: 2, Rows: 1 })
        {
            PairsWithArgmax<V, F>(rows, result, argmax, panel);
        }
        else
        {
            Windows<V, F>(rows, result, argmax, panel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Windows<V, F>(ReadOnlySpan<float> rows, Span<float> result, Span<float> argmax, in RowPanel panel)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        for (int row = 0; row < panel.Planes * panel.Rows; row++)
        {
            int plane = row / panel.Rows, h = row % panel.Rows;
            for (int j = 0; j < panel.Outputs; j++)
            {
                int from = (plane * panel.Plane) + (h * panel.Stride * panel.Pitch) + (j * panel.Stride * V.Count), to = (plane * panel.ResultPlane) + (((h * panel.Outputs) + j) * V.Count);
                V best = V.Load(rows.Slice(from)), tapIndex = 0f;
                for (int r = 0; r < panel.Size; r++)
                {
                    for (int c = 0; c < panel.Size; c++)
                    {
                        V value = V.Load(rows.Slice(from + (r * panel.Pitch) + (c * V.Count))), tap = (float)((r * panel.Size) + c);
                        tapIndex = V.WhereGreater(value, best, tap, tapIndex);
                        best = V.WhereGreater(value, best, value, best);
                    }
                }
                F.Value(best).Store(result.Slice(to));
                if (!argmax.IsEmpty)
                {
                    tapIndex.Store(argmax.Slice(to));
                }
            }
        }
    }

    // The usual window, written out.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Pairs<V, F>(ReadOnlySpan<float> rows, Span<float> result, in RowPanel panel)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        int stride = panel.Stride * V.Count, length = panel.Outputs * V.Count, covered = ((panel.Outputs - 1) * stride) + (2 * V.Count);
        for (int plane = 0; plane < panel.Planes; plane++)
        {
            ref float upper = ref MemoryMarshal.GetReference(rows.Slice(plane * panel.Plane, covered));
            ref float lower = ref MemoryMarshal.GetReference(rows.Slice((plane * panel.Plane) + panel.Pitch, covered));
            ref float to = ref MemoryMarshal.GetReference(result.Slice(plane * panel.ResultPlane, length));
            for (int j = 0; j < length; j += V.Count)
            {
                V a = V.LoadUnsafe(ref upper, 0), b = V.LoadUnsafe(ref upper, V.Count), c = V.LoadUnsafe(ref lower, 0), d = V.LoadUnsafe(ref lower, V.Count);
                a = V.WhereGreater(b, a, b, a);
                c = V.WhereGreater(d, c, d, c);
                F.Value(V.WhereGreater(c, a, c, a)).StoreUnsafe(ref to, j);
                upper = ref Unsafe.Add(ref upper, stride);
                lower = ref Unsafe.Add(ref lower, stride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void PairsWithArgmax<V, F>(ReadOnlySpan<float> rows, Span<float> result, Span<float> argmax, in RowPanel panel)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        int stride = panel.Stride * V.Count, length = panel.Outputs * V.Count, covered = ((panel.Outputs - 1) * stride) + (2 * V.Count);
        for (int plane = 0; plane < panel.Planes; plane++)
        {
            ref float upper = ref MemoryMarshal.GetReference(rows.Slice(plane * panel.Plane, covered));
            ref float lower = ref MemoryMarshal.GetReference(rows.Slice((plane * panel.Plane) + panel.Pitch, covered));
            ref float to = ref MemoryMarshal.GetReference(result.Slice(plane * panel.ResultPlane, length));
            ref float index = ref MemoryMarshal.GetReference(argmax.Slice(plane * panel.ResultPlane, length));
            for (int j = 0; j < length; j += V.Count)
            {
                V a = V.LoadUnsafe(ref upper, 0), b = V.LoadUnsafe(ref upper, V.Count), c = V.LoadUnsafe(ref lower, 0), d = V.LoadUnsafe(ref lower, V.Count);
                V inUpper = V.WhereGreater(b, a, 1f, 0f), inLower = V.WhereGreater(d, c, 3f, 2f);
                a = V.WhereGreater(b, a, b, a);
                c = V.WhereGreater(d, c, d, c);
                V.WhereGreater(c, a, inLower, inUpper).StoreUnsafe(ref index, j);
                F.Value(V.WhereGreater(c, a, c, a)).StoreUnsafe(ref to, j);
                upper = ref Unsafe.Add(ref upper, stride);
                lower = ref Unsafe.Add(ref lower, stride);
            }
        }
    }

    // One sample: vectors of neighbouring windows, no wider than there are windows in a row.
    private static void Alone<V, F>(ReadOnlySpan<float> rows, Span<float> result, in RowPanel panel)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        if (panel.Outputs >= V.Count)
        {
            Neighbours<V, F>(rows, result, panel);
        }
        else if (panel.Outputs >= V256.Count && Vector256.IsHardwareAccelerated)
        {
            Neighbours<V256, F>(rows, result, panel);
        }
        else if (panel.Outputs >= V128.Count && Vector128.IsHardwareAccelerated)
        {
            Neighbours<V128, F>(rows, result, panel);
        }
        else
        {
            Neighbours<V1, F>(rows, result, panel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Neighbours<V, F>(ReadOnlySpan<float> rows, Span<float> result, in RowPanel panel)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        int outputs = panel.Outputs, height = panel.Rows, stride = 2 * panel.Pitch, last = outputs - V.Count;
        for (int plane = 0; plane < panel.Planes; plane++)
        {
            ref float upper = ref MemoryMarshal.GetReference(rows.Slice(plane * panel.Plane, ((height - 1) * stride) + panel.Pitch + (2 * outputs)));
            ref float to = ref MemoryMarshal.GetReference(result.Slice(plane * panel.ResultPlane, height * outputs));
            for (int h = 0; h < height; h++)
            {
                ref float lower = ref Unsafe.Add(ref upper, panel.Pitch);
                for (int right = 0; right < outputs; right += V.Count)
                {
                    int j = Math.Min(right, last);   // the last vector overlaps its neighbour
                    V a = V.LoadUnsafe(ref upper, 2 * j), b = V.LoadUnsafe(ref upper, (2 * j) + V.Count), c = V.LoadUnsafe(ref lower, 2 * j), d = V.LoadUnsafe(ref lower, (2 * j) + V.Count);
                    a = V.WhereGreater(c, a, c, a);
                    b = V.WhereGreater(d, b, d, b);
                    V even = V.Even(a, b), odd = V.Odd(a, b);
                    F.Value(V.WhereGreater(odd, even, odd, even)).StoreUnsafe(ref to, j);
                }
                upper = ref Unsafe.Add(ref upper, stride);
                to = ref Unsafe.Add(ref to, outputs);
            }
        }
    }
}
