using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnGen.CompilerServices;

/// <summary>The transform of the 4×4 pixels below each tile: Bᵀ d B, in the order [factor][channel][tile].</summary>
internal static class WinogradInputs
{
    // The pixels of a row that is not in memory: four of the widest vectors.
    private static readonly float[] s_zeros = new float[64];

    /// <summary>Transforms the pixels of some tiles of a group of samples.</summary>
    /// <param name="image">The group.</param>
    /// <param name="factors">Receives the transforms.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="columns">Floats from one channel of a factor to the next.</param>
    /// <param name="across">Tiles in a row.</param>
    /// <param name="first">The first tile.</param>
    /// <param name="tiles">The number of tiles: with one sample, whole rows.</param>
    /// <param name="lanes">Samples of the group.</param>
    public static void Transform<V>(ReadOnlySpan<float> image, Span<float> factors, in WinogradShape shape, int columns, int across, int first, int tiles, int lanes)
        where V : struct, ISimd<V>
    {
        Bounds.Room(image.Length, (long)shape.ImageLength * lanes);
        Bounds.Rows(factors.Length, WinogradShape.Products, shape.ImageStride, shape.Channels * columns);
        if (lanes > 1)
        {
            Batch<V>(image, factors, shape, columns, across, first, tiles);
        }
        else
        {
            Alone<V>(image, factors, shape, columns, across, first, tiles);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Batch<V>(ReadOnlySpan<float> image, Span<float> factors, in WinogradShape shape, int columns, int across, int first, int tiles)
        where V : struct, ISimd<V>
    {
        ref float zeros = ref MemoryMarshal.GetArrayDataReference(s_zeros), to = ref MemoryMarshal.GetReference(factors);
        int stride = shape.ImageStride, rows = shape.Rows, row = shape.RowLength * V.Count, firstRow = first / across, firstColumn = first % across;
        for (int c = 0; c < shape.Channels; c++)
        {
            ref float start = ref Unsafe.Add(ref MemoryMarshal.GetReference(image), c * rows * row);
            ref float factor = ref Unsafe.Add(ref to, c * columns);
            for (int k = 0, i = firstRow, j = firstColumn; k < tiles; k++)
            {
                int top = Math.Min(2 * i, shape.Height - 2) - shape.Above, pixel = (top * row) + (Math.Min(2 * j, shape.Width - 2) * V.Count);
                ref float from0 = ref (uint)top < (uint)rows ? ref Unsafe.Add(ref start, pixel) : ref zeros;
                ref float from1 = ref (uint)(top + 1) < (uint)rows ? ref Unsafe.Add(ref start, pixel + row) : ref zeros;
                ref float from2 = ref (uint)(top + 2) < (uint)rows ? ref Unsafe.Add(ref start, pixel + (2 * row)) : ref zeros;
                ref float from3 = ref (uint)(top + 3) < (uint)rows ? ref Unsafe.Add(ref start, pixel + (3 * row)) : ref zeros;
                V a0 = V.LoadUnsafe(ref from0, 0), a1 = V.LoadUnsafe(ref from0, V.Count), a2 = V.LoadUnsafe(ref from0, 2 * V.Count), a3 = V.LoadUnsafe(ref from0, 3 * V.Count);
                V b0 = V.LoadUnsafe(ref from1, 0), b1 = V.LoadUnsafe(ref from1, V.Count), b2 = V.LoadUnsafe(ref from1, 2 * V.Count), b3 = V.LoadUnsafe(ref from1, 3 * V.Count);
                V c0 = V.LoadUnsafe(ref from2, 0), c1 = V.LoadUnsafe(ref from2, V.Count), c2 = V.LoadUnsafe(ref from2, 2 * V.Count), c3 = V.LoadUnsafe(ref from2, 3 * V.Count);
                V d0 = V.LoadUnsafe(ref from3, 0), d1 = V.LoadUnsafe(ref from3, V.Count), d2 = V.LoadUnsafe(ref from3, 2 * V.Count), d3 = V.LoadUnsafe(ref from3, 3 * V.Count);
                Store(ref factor, stride, a0 - a2, b0 - b2, c0 - c2, d0 - d2);
                Store(ref Unsafe.Add(ref factor, stride), stride, a1 + a2, b1 + b2, c1 + c2, d1 + d2);
                Store(ref Unsafe.Add(ref factor, 2 * stride), stride, a2 - a1, b2 - b1, c2 - c1, d2 - d1);
                Store(ref Unsafe.Add(ref factor, 3 * stride), stride, a1 - a3, b1 - b3, c1 - c3, d1 - d3);
                factor = ref Unsafe.Add(ref factor, V.Count);
                if (++j == across)
                {
                    (i, j) = (i + 1, 0);
                }
            }
        }
    }

    // One sample: a vector is several tiles of a row, whose columns are two pixels apart.
    private static void Alone<V>(ReadOnlySpan<float> image, Span<float> factors, in WinogradShape shape, int columns, int across, int first, int tiles)
        where V : struct, ISimd<V>
    {
        int pairs = Math.Min(shape.Width / 2, across);
        if (pairs >= V.Count)
        {
            Rows<V>(image, factors, shape, columns, across, first, tiles, 0, pairs);
        }
        else if (pairs >= V256.Count)
        {
            Rows<V256>(image, factors, shape, columns, across, first, tiles, 0, pairs);
        }
        else if (pairs >= V128.Count)
        {
            Rows<V128>(image, factors, shape, columns, across, first, tiles, 0, pairs);
        }
        else
        {
            Rows<V1>(image, factors, shape, columns, across, first, tiles, 0, pairs);
        }
        if (pairs < across)
        {
            // The last tile of an odd row overlaps its neighbour.
            Rows<V1>(image, factors, shape, columns, across, first, tiles, pairs, across);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Rows<V>(ReadOnlySpan<float> image, Span<float> factors, in WinogradShape shape, int columns, int across, int first, int tiles, int from, int to)
        where V : struct, ISimd<V>
    {
        ref float zeros = ref MemoryMarshal.GetArrayDataReference(s_zeros), start = ref MemoryMarshal.GetReference(image);
        int stride = shape.ImageStride, rows = shape.Rows, row = shape.RowLength;
        for (int c = 0; c < shape.Channels; c++)
        {
            for (int i = 0; i < tiles / across; i++)
            {
                int top = Math.Min(((first / across) + i) * 2, shape.Height - 2) - shape.Above;
                for (int right = from; right < to; right += V.Count)
                {
                    int tile = Math.Min(right, to - V.Count), left = Math.Min(2 * tile, shape.Width - 2), pixel = (((c * rows) + top) * row) + left;
                    ref float from0 = ref (uint)top < (uint)rows ? ref Unsafe.Add(ref start, pixel) : ref zeros;
                    ref float from1 = ref (uint)(top + 1) < (uint)rows ? ref Unsafe.Add(ref start, pixel + row) : ref zeros;
                    ref float from2 = ref (uint)(top + 2) < (uint)rows ? ref Unsafe.Add(ref start, pixel + (2 * row)) : ref zeros;
                    ref float from3 = ref (uint)(top + 3) < (uint)rows ? ref Unsafe.Add(ref start, pixel + (3 * row)) : ref zeros;
                    Row(ref from0, out V a0, out V a1, out V a2, out V a3);
                    Row(ref from1, out V b0, out V b1, out V b2, out V b3);
                    Row(ref from2, out V c0, out V c1, out V c2, out V c3);
                    Row(ref from3, out V d0, out V d1, out V d2, out V d3);
                    ref float factor = ref Unsafe.Add(ref MemoryMarshal.GetReference(factors), (c * columns) + (i * across) + tile);
                    Store(ref factor, stride, a0, b0, c0, d0);
                    Store(ref Unsafe.Add(ref factor, stride), stride, a1, b1, c1, d1);
                    Store(ref Unsafe.Add(ref factor, 2 * stride), stride, a2, b2, c2, d2);
                    Store(ref Unsafe.Add(ref factor, 3 * stride), stride, a3, b3, c3, d3);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row<V>(ref float from, out V first, out V second, out V third, out V fourth)
        where V : struct, ISimd<V>
    {
        V near = V.LoadUnsafe(ref from, 0), far = V.LoadUnsafe(ref from, V.Count), even = V.Even(near, far), odd = V.Odd(near, far);
        near = V.LoadUnsafe(ref from, 2);
        far = V.LoadUnsafe(ref from, V.Count + 2);
        V nextEven = V.Even(near, far), nextOdd = V.Odd(near, far);
        first = even - nextEven;
        second = odd + nextEven;
        third = nextEven - odd;
        fourth = odd - nextOdd;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V>(ref float to, int stride, V a, V b, V c, V d)
        where V : struct, ISimd<V>
    {
        (a - c).StoreUnsafe(ref to, 0);
        (b + c).StoreUnsafe(ref to, 4 * stride);
        (c - b).StoreUnsafe(ref to, 8 * stride);
        (b - d).StoreUnsafe(ref to, 12 * stride);
    }
}
