using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NnGen.CompilerServices;

/// <summary>Packing: a part of a matrix is copied so that a product reads it contiguously, and finds it in the first-level cache again.</summary>
/// <remarks>Rows that are a multiple of 4 KB apart share a few places of the caches and need a translation of their own each, and no processor prefetches
/// the next of them. See K. Goto, R. van de Geijn, Anatomy of High-Performance Matrix Multiplication, ACM TOMS 34 (2008).</remarks>
internal static class Panel
{
    /// <summary>The floats that a buffer for a panel has: 32 KB.</summary>
    public const int Length = 8_192;

    /// <summary>The most columns of a block: eight of the widest vectors.</summary>
    public const int Widest = 128;

    // Rows ahead of the one that is copied.
    private const int RowsAhead = 16;

    /// <summary>Copies rows that are <paramref name="step"/> floats apart, one immediately after the other.</summary>
    /// <param name="rows">Where the first row begins.</param>
    /// <param name="step">Floats from one row to the next.</param>
    /// <param name="count">The rows.</param>
    /// <param name="width">Floats of a row.</param>
    /// <param name="buffer">Where they go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static ReadOnlySpan<float> Pack(ReadOnlySpan<float> rows, int step, int count, int width, Span<float> buffer)
    {
        Bounds.Rows(rows.Length, count, step, width);
        Span<float> panel = buffer.Slice(0, count * width);
        ref float from = ref MemoryMarshal.GetReference(rows), to = ref MemoryMarshal.GetReference(panel);
        int last = width - Vector256<float>.Count;
        if (last < 0)
        {
            for (int k = 0; k < count; k++)
            {
                rows.Slice(k * step, width).CopyTo(panel.Slice(k * width));
            }
            return panel;
        }
        for (int k = 0; k < count; k++)
        {
            Prefetch(ref Unsafe.Add(ref from, (nint)RowsAhead * step), width);
            for (int j = 0; j < last; j += Vector256<float>.Count)
            {
                Vector256.LoadUnsafe(ref from, (nuint)j).StoreUnsafe(ref to, (nuint)j);
            }
            Vector256.LoadUnsafe(ref from, (nuint)last).StoreUnsafe(ref to, (nuint)last);
            from = ref Unsafe.Add(ref from, step);
            to = ref Unsafe.Add(ref to, width);
        }
        return panel;
    }

    /// <summary>Copies columns that are contiguous in memory to rows: panel[t, c] = columns[c, t].</summary>
    /// <param name="columns">Where the first column begins.</param>
    /// <param name="stride">Floats from one column to the next.</param>
    /// <param name="count">The rows of the panel.</param>
    /// <param name="width">The columns.</param>
    /// <param name="buffer">Where they go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static ReadOnlySpan<float> PackTransposed(ReadOnlySpan<float> columns, int stride, int count, int width, Span<float> buffer)
    {
        Bounds.Rows(columns.Length, width, stride, count);
        Span<float> panel = buffer.Slice(0, count * width);
        if (!BlockTranspose.IsFast || count < BlockTranspose.Size || width < BlockTranspose.Size)
        {
            for (int t = 0; t < count; t++)
            {
                for (int c = 0; c < width; c++)
                {
                    panel[(t * width) + c] = columns[(c * stride) + t];
                }
            }
            return panel;
        }
        ref float from = ref MemoryMarshal.GetReference(columns), to = ref MemoryMarshal.GetReference(panel);
        if (WideBlockTranspose.IsSupported && count >= WideBlockTranspose.Size && width >= WideBlockTranspose.Size)
        {
            for (int top = 0; top < count; top += WideBlockTranspose.Size)
            {
                for (int left = 0; left < width; left += WideBlockTranspose.Size)
                {
                    int t = Math.Min(top, count - WideBlockTranspose.Size), c = Math.Min(left, width - WideBlockTranspose.Size);
                    WideBlockTranspose.CopyUnsafe(ref Unsafe.Add(ref from, ((nint)c * stride) + t), stride, ref Unsafe.Add(ref to, (t * width) + c), width);
                }
            }
            return panel;
        }
        for (int top = 0; top < count; top += BlockTranspose.Size)
        {
            for (int left = 0; left < width; left += BlockTranspose.Size)
            {
                // The last square of a row or column overlaps its neighbour.
                int t = Math.Min(top, count - BlockTranspose.Size), c = Math.Min(left, width - BlockTranspose.Size);
                BlockTranspose.LoadUnsafe(ref Unsafe.Add(ref from, ((nint)c * stride) + t), stride).Transpose().StoreUnsafe(ref Unsafe.Add(ref to, (t * width) + c), 0, width, 2 * width, 3 * width);
            }
        }
        return panel;
    }

    // The address need not be valid.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch(ref float start, int width)
    {
        const int line = 16;
        if (Sse.IsSupported)
        {
            for (int j = 0; j < width; j += line)
            {
                Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref start, j)));
            }
        }
    }
}
