using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnGen.CompilerServices;

/// <summary>The 2×2 pixels of each tile from its sixteen products: Aᵀ M A + b.</summary>
/// <remarks>Where the sum of four pixels overflows, all that depends on it is infinite or NaN. It becomes NaN, so that no activation and no maximum makes a wrong number of it.</remarks>
internal static class WinogradOutputs
{
    /// <summary>z of some tiles, and F of it, each where there is room for it.</summary>
    public static void Store<V, F>(in WinogradProducts<V> products, in WinogradShape shape, ReadOnlySpan<float> bias, Span<float> z, Span<float> a, int lanes)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        if (lanes > 1)
        {
            Batch<V, F>(products.Values, shape, bias, z, a, products.Columns, products.Across, products.First, products.Tiles);
            return;
        }
        int across = products.Across, pairs = shape.Width / 2;
        if (pairs >= V.Count)
        {
            Rows<V, F>(products.Values, shape, bias, z, a, products.Columns, across, products.First, products.Tiles, 0, pairs);
        }
        else if (pairs >= V256.Count)
        {
            Rows<V256, F>(products.Values, shape, bias, z, a, products.Columns, across, products.First, products.Tiles, 0, pairs);
        }
        else if (pairs >= V128.Count)
        {
            Rows<V128, F>(products.Values, shape, bias, z, a, products.Columns, across, products.First, products.Tiles, 0, pairs);
        }
        else
        {
            Rows<V1, F>(products.Values, shape, bias, z, a, products.Columns, across, products.First, products.Tiles, 0, pairs);
        }
        if (pairs < across)
        {
            Rows<V1, F>(products.Values, shape, bias, z, a, products.Columns, across, products.First, products.Tiles, pairs, across);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Batch<V, F>(ReadOnlySpan<float> products, in WinogradShape shape, ReadOnlySpan<float> bias, Span<float> z, Span<float> a, int columns, int across, int first, int tiles)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        int stride = shape.ProductStride, width = shape.Width * V.Count, firstRow = first / across, firstColumn = first % across;
        for (int f = 0; f < shape.Filters; f++)
        {
            ref float product = ref MemoryMarshal.GetReference(products.Slice(f * columns));
            V b = bias.IsEmpty ? 0f : bias[f];
            for (int k = 0, i = firstRow, j = firstColumn; k < tiles; k++)
            {
                int pixel = ((((f * shape.Height) + Math.Min(2 * i, shape.Height - 2)) * shape.Width) + Math.Min(2 * j, shape.Width - 2)) * V.Count;
                Tile(ref product, stride, out V y00, out V y01, out V y10, out V y11);
                y00 = InfinityToNaN.Value(y00 + b);
                y01 = InfinityToNaN.Value(y01 + b);
                y10 = InfinityToNaN.Value(y10 + b);
                y11 = InfinityToNaN.Value(y11 + b);
                Pixels<V, Identity>(z, pixel, width, y00, y01, y10, y11);
                Pixels<V, F>(a, pixel, width, y00, y01, y10, y11);
                product = ref Unsafe.Add(ref product, V.Count);
                if (++j == across)
                {
                    (i, j) = (i + 1, 0);
                }
            }
        }
    }

    // One sample: a vector is several tiles of a row.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Rows<V, F>(
        ReadOnlySpan<float> products, in WinogradShape shape, ReadOnlySpan<float> bias, Span<float> z, Span<float> a, int columns, int across, int first, int tiles, int from, int to)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        int stride = shape.ProductStride, width = shape.Width;
        for (int f = 0; f < shape.Filters; f++)
        {
            V b = bias.IsEmpty ? 0f : bias[f];
            for (int i = 0; i < tiles / across; i++)
            {
                int top = Math.Min(((first / across) + i) * 2, shape.Height - 2);
                ref float product = ref MemoryMarshal.GetReference(products.Slice((f * columns) + (i * across)));
                for (int right = from; right < to; right += V.Count)
                {
                    int tile = Math.Min(right, to - V.Count), pixel = (((f * shape.Height) + top) * width) + Math.Min(2 * tile, width - 2);
                    Tile(ref Unsafe.Add(ref product, tile), stride, out V y00, out V y01, out V y10, out V y11);
                    V upperNear = InfinityToNaN.Value(V.InterleaveLower(y00, y01) + b), upperFar = InfinityToNaN.Value(V.InterleaveUpper(y00, y01) + b);
                    V lowerNear = InfinityToNaN.Value(V.InterleaveLower(y10, y11) + b), lowerFar = InfinityToNaN.Value(V.InterleaveUpper(y10, y11) + b);
                    Pixels<V, Identity>(z, pixel, width, upperNear, upperFar, lowerNear, lowerFar);
                    Pixels<V, F>(a, pixel, width, upperNear, upperFar, lowerNear, lowerFar);
                }
            }
        }
    }

    // F of two vectors of a row and the two below them, unless there is no room for any.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pixels<V, F>(Span<float> pixels, int start, int width, V upperNear, V upperFar, V lowerNear, V lowerFar)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        if (pixels.IsEmpty)
        {
            return;
        }
        ref float to = ref MemoryMarshal.GetReference(pixels.Slice(start, width + (2 * V.Count)));
        F.Value(upperNear).StoreUnsafe(ref to, 0);
        F.Value(upperFar).StoreUnsafe(ref to, V.Count);
        F.Value(lowerNear).StoreUnsafe(ref to, width);
        F.Value(lowerFar).StoreUnsafe(ref to, width + V.Count);
    }

    /// <summary>F of the maximum of each tile, and which of its pixels that was, where there is room for it: the first of equals, and NaN wins. Tiles are the windows of a pooling layer,
    /// and those of one sample are consecutive.</summary>
    public static void StoreMaximum<V, F>(in WinogradProducts<V> products, in WinogradShape shape, ReadOnlySpan<float> bias, Span<float> maximum, Span<float> argmax, int lanes)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        int plane = products.Down * products.Across * lanes, start = products.First * lanes, length = products.Tiles * lanes;
        if (length >= V.Count)
        {
            Maximum<V, F>(products.Values, shape, bias, maximum, argmax, products.Columns, plane, start, length);
        }
        else
        {
            Maximum<V1, F>(products.Values, shape, bias, maximum, argmax, products.Columns, plane, start, length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Maximum<V, F>(
        ReadOnlySpan<float> products, in WinogradShape shape, ReadOnlySpan<float> bias, Span<float> maximum, Span<float> argmax, int columns, int plane, int start, int length)
        where V : struct, ISimd<V>
        where F : struct, IActivation
    {
        int stride = shape.ProductStride;
        for (int f = 0; f < shape.Filters; f++)
        {
            V b = bias.IsEmpty ? 0f : bias[f];
            ref float product = ref MemoryMarshal.GetReference(products.Slice(f * columns));
            ref float to = ref MemoryMarshal.GetReference(maximum.Slice((f * plane) + start, length));
            for (int right = 0; right < length; right += V.Count)
            {
                int j = Math.Min(right, length - V.Count);
                Tile(ref Unsafe.Add(ref product, j), stride, out V y00, out V y01, out V y10, out V y11);
                y00 = InfinityToNaN.Value(y00);
                y01 = InfinityToNaN.Value(y01);
                y10 = InfinityToNaN.Value(y10);
                y11 = InfinityToNaN.Value(y11);
                V upper = V.WhereGreater(y01, y00, y01, y00), lower = V.WhereGreater(y11, y10, y11, y10);
                if (!argmax.IsEmpty)
                {
                    V inUpper = V.WhereGreater(y01, y00, 1f, 0f), inLower = V.WhereGreater(y11, y10, 3f, 2f);
                    V.WhereGreater(lower, upper, inLower, inUpper).Store(argmax.Slice((f * plane) + start + j));
                }
                F.Value(V.WhereGreater(lower, upper, lower, upper) + b).StoreUnsafe(ref to, j);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile<V>(ref float product, int stride, out V y00, out V y01, out V y10, out V y11)
        where V : struct, ISimd<V>
    {
        Column(ref product, stride, out V upper0, out V lower0);
        Column(ref Unsafe.Add(ref product, stride), stride, out V upper1, out V lower1);
        Column(ref Unsafe.Add(ref product, 2 * stride), stride, out V upper2, out V lower2);
        Column(ref Unsafe.Add(ref product, 3 * stride), stride, out V upper3, out V lower3);
        y00 = upper0 + upper1 + upper2;
        y01 = upper1 - upper2 - upper3;
        y10 = lower0 + lower1 + lower2;
        y11 = lower1 - lower2 - lower3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column<V>(ref float product, int stride, out V upper, out V lower)
        where V : struct, ISimd<V>
    {
        V m0 = V.LoadUnsafe(ref product, 0), m1 = V.LoadUnsafe(ref product, 4 * stride), m2 = V.LoadUnsafe(ref product, 8 * stride), m3 = V.LoadUnsafe(ref product, 12 * stride);
        upper = m0 + m1 + m2;
        lower = m1 - m2 - m3;
    }
}
