using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnGen.CompilerServices;

/// <summary>The gradients of 3×3 kernels: sixteen matrix products, of the transforms of the gradients of each tile and those of the pixels below it, are the gradients of the factors of
/// the kernels. All sums over samples and tiles are done before these are transformed back.</summary>
internal static class WinogradGradient
{
    /// <summary>dU and ∂L/∂b of all groups.</summary>
    /// <param name="images">The padded images.</param>
    /// <param name="gradients">∂L/∂z.</param>
    /// <param name="layout">The layout of ∂L/∂z.</param>
    /// <param name="buffer">Room for all transforms, and for those of the pixels once more.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="samples">All samples, with those that fill up the last group.</param>
    /// <param name="bias">Receives the sum of ∂L/∂z for each filter; may be empty.</param>
    public static ReadOnlySpan<float> Factors<V>(
        ReadOnlySpan<float> images, ReadOnlySpan<float> gradients, in PaddedImage layout, Span<float> buffer, in WinogradShape shape, int samples, Span<float> bias)
        where V : struct, ISimd<V>
    {
        int lanes = V.Count;
        shape.Check(lanes);
        layout.Check(lanes);
        if ((layout.Channels, layout.Height, layout.Width, layout.Stride) != (shape.Filters, shape.Height, shape.Width, 1))
        {
            throw new ArgumentException($"{layout} is not the gradient of the result of {shape}.", nameof(layout));
        }
        Bounds.Room(images.Length, (long)samples * shape.ImageLength);
        Bounds.Room(gradients.Length, (long)samples * layout.Length);
        Bounds.Room(buffer.Length, shape.GradientBufferLength);
        int factors = WinogradShape.Products * shape.WeightStride, pixels = WinogradShape.Products * shape.ImageStride, products = WinogradShape.Products * shape.ProductStride;
        Span<float> sums = buffer.Slice(0, factors), ofPixels = buffer.Slice(factors, pixels), ofGradients = buffer.Slice(factors + pixels, products);
        Span<float> rows = buffer.Slice(factors + pixels + products, shape.WholeChannels * shape.Columns), totals = buffer.Slice(factors + pixels + products + rows.Length, shape.Filters * lanes);
        sums.Clear();
        totals.Clear();
        ofPixels.Clear();   // the channels that fill up the last vector stay 0
        int down = (shape.Height + 1) / 2, across = (shape.Width + 1) / 2, most = WinogradShape.TilesAtATime(lanes, down, across);
        for (int g = 0; g < samples; g += lanes)
        {
            ReadOnlySpan<float> image = images.Slice(g * shape.ImageLength, shape.ImageLength * lanes), gradient = gradients.Slice(g * layout.Length, layout.Length * lanes);
            for (int first = 0; first < down * across; first += most)
            {
                int tiles = Math.Min(most, (down * across) - first), columns = tiles * lanes;
                WinogradInputs.Transform<V>(image, ofPixels, shape, columns, across, first, tiles, lanes);
                Transform<V>(gradient, layout, ofGradients, totals, shape, columns, across, first, tiles);
                Multiply<V>(ofGradients, ofPixels, rows, sums, shape, columns);
            }
        }
        for (int f = 0; f < bias.Length; f++)
        {
            bias[f] = V.Sum(V.Load(totals.Slice(f * lanes)));
        }
        return sums;
    }

    // A dY Aᵀ of some tiles. A pixel that an earlier tile of an odd row or column has already is 0.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Transform<V>(ReadOnlySpan<float> gradient, in PaddedImage layout, Span<float> factors, Span<float> totals, in WinogradShape shape, int columns, int across, int first, int tiles)
        where V : struct, ISimd<V>
    {
        int stride = shape.ProductStride, row = layout.RowLength * V.Count, firstRow = first / across, firstColumn = first % across;
        for (int f = 0; f < shape.Filters; f++)
        {
            ref float start = ref Unsafe.Add(ref MemoryMarshal.GetReference(gradient), f * layout.Rows * row);
            ref float factor = ref Unsafe.Add(ref MemoryMarshal.GetReference(factors), f * columns);
            V total = V.Load(totals.Slice(f * V.Count));
            for (int k = 0, i = firstRow, j = firstColumn; k < tiles; k++)
            {
                bool upper = 2 * i <= shape.Height - 2, near = 2 * j <= shape.Width - 2;
                ref float from = ref Unsafe.Add(ref start, ((Math.Min(2 * i, shape.Height - 2) + layout.Vertical) * row) + ((Math.Min(2 * j, shape.Width - 2) + layout.Left) * V.Count));
                V y00 = upper && near ? V.LoadUnsafe(ref from, 0) : 0f, y01 = upper ? V.LoadUnsafe(ref from, V.Count) : 0f;
                V y10 = near ? V.LoadUnsafe(ref from, row) : 0f, y11 = V.LoadUnsafe(ref from, row + V.Count);
                V upperSum = y00 + y01, lowerSum = y10 + y11;
                total += upperSum + lowerSum;
                Store(ref factor, stride, y00, y10);
                Store(ref Unsafe.Add(ref factor, stride), stride, upperSum, lowerSum);
                Store(ref Unsafe.Add(ref factor, 2 * stride), stride, y00 - y01, y10 - y11);
                Store(ref Unsafe.Add(ref factor, 3 * stride), stride, -y01, -y11);
                factor = ref Unsafe.Add(ref factor, V.Count);
                if (++j == across)
                {
                    (i, j) = (i + 1, 0);
                }
            }
            total.Store(totals.Slice(f * V.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V>(ref float to, int stride, V upper, V lower)
        where V : struct, ISimd<V>
    {
        upper.StoreUnsafe(ref to, 0);
        (upper + lower).StoreUnsafe(ref to, 4 * stride);
        (upper - lower).StoreUnsafe(ref to, 8 * stride);
        (-lower).StoreUnsafe(ref to, 12 * stride);
    }

    private static void Multiply<V>(ReadOnlySpan<float> ofGradients, ReadOnlySpan<float> ofPixels, Span<float> rows, Span<float> sums, in WinogradShape shape, int columns)
        where V : struct, ISimd<V>
    {
        int channels = shape.WholeChannels;
        (int tiles, int sixes, int fours) = Tiling.Filters<V>(shape.Filters);
        for (int product = 0; product < WinogradShape.Products; product++)
        {
            ReadOnlySpan<float> factors = ofGradients.Slice(product * shape.ProductStride), panel = Panel.PackTransposed(ofPixels.Slice(product * shape.ImageStride), columns, columns, channels, rows);
            Span<float> sum = sums.Slice(product * shape.WeightStride);
            if (tiles > 0 && Tiling.Fits8x3<V>(channels))
            {
                Rows<Tile8x3<V>>(factors, panel, sum, channels, columns, 0, tiles);
            }
            else if (tiles > 0)
            {
                Rows<Tile8x2<V>>(factors, panel, sum, channels, columns, 0, tiles);
            }
            if (sixes > tiles)
            {
                Rows<Tile6x2<V>>(factors, panel, sum, channels, columns, tiles, sixes);
            }
            if (fours > sixes)
            {
                Rows<Tile4x4<V>>(factors, panel, sum, channels, columns, sixes, fours);
            }
            if (fours < shape.Filters)
            {
                Rows<Tile1x8<V>>(factors, panel, sum, channels, columns, fours, shape.Filters);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Rows<T>(ReadOnlySpan<float> factors, ReadOnlySpan<float> rows, Span<float> sums, int channels, int columns, int from, int to)
        where T : struct, ITile<T>
    {
        for (int f = from; f < to; f += T.Rows)
        {
            for (int j = 0; j < channels; j += T.Columns)
            {
                int width = Math.Min(T.Columns, channels - j);   // blocks do not overlap, since each adds to what is there
                Span<float> at = sums.Slice((f * channels) + j);
                T sum = T.Load(at, channels, width);
                sum.MultiplyAccumulate(factors.Slice(f * columns), columns, 1, rows.Slice(j), channels, width, columns);
                sum.Store(at, channels, width);
            }
        }
    }
}
