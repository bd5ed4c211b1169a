using System.Runtime.CompilerServices;

namespace NnGen.CompilerServices;

/// <summary>The products of a convolution with 3×3 kernels for some tiles after the other: sixteen matrix products, of the transforms of the kernels and of the
/// pixels. See A. Lavin, S. Gray, Fast Algorithms for Convolutional Neural Networks, CVPR 2016.</summary>
internal ref struct WinogradProducts<V>
    where V : struct, ISimd<V>
{
    // Filters whose kernels are transformed immediately before they are used for the first tiles: whole tiles of four, six and eight rows. If all tiles are computed at a time, these
    // transforms never leave the second-level cache, since those of the next filters take their place.
    private const int FiltersAtATime = 48;

    private readonly ReadOnlySpan<float> _images, _kernels;
    private readonly Span<float> _weights, _factors, _products;
    private readonly WinogradShape _shape;
    private readonly int _lanes, _tiles, _groups;
    private readonly bool _isTransposed, _isSingle;
    private int _next;
    private bool _isFirst = true;

    /// <summary>The products of some images.</summary>
    /// <param name="weight">The kernels.</param>
    /// <param name="images">Groups of images.</param>
    /// <param name="buffer">Room for all transforms.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="down">Rows of tiles.</param>
    /// <param name="across">Tiles of a row.</param>
    /// <param name="samples">All samples, with those that fill up the last group.</param>
    /// <param name="lanes">Samples of a group.</param>
    /// <param name="isTransposed">Whether the channels of the image are the filters of the kernels, which are reversed: the gradient of the input.</param>
    public WinogradProducts(
        ReadOnlySpan<float> weight, ReadOnlySpan<float> images, Span<float> buffer, in WinogradShape shape, int down, int across, int samples, int lanes, bool isTransposed = false)
    {
        Bounds.Lanes<V>(lanes);
        shape.Check(lanes);
        Bounds.Room(buffer.Length, shape.BufferLength);
        Bounds.Room(images.Length, (long)samples * shape.ImageLength);
        _images = images;
        (_shape, _lanes, _isTransposed) = (shape, lanes, isTransposed);
        (Down, Across, _groups) = (down, across, samples / lanes);
        int weights = WinogradShape.Products * shape.WeightStride, factors = WinogradShape.Products * shape.ImageStride;
        _weights = buffer.Slice(0, weights);
        _factors = buffer.Slice(weights, factors);
        _products = buffer.Slice(weights + factors, WinogradShape.Products * shape.ProductStride);
        _tiles = WinogradShape.TilesAtATime(lanes, down, across);
        Columns = Math.Max(_tiles * lanes, V.Count);   // those that belong to no tile hold anything
        _kernels = weight;
        _isSingle = !isTransposed && _groups == 1 && _tiles >= down * across;
        if (isTransposed)
        {
            WinogradFilters.Transform(weight, shape.Filters * shape.Channels, _weights, shape.WeightStride);
        }
    }

    /// <summary>Rows of tiles.</summary>
    public int Down { get; }

    /// <summary>Tiles of a row.</summary>
    public int Across { get; }

    /// <summary>The number of the group.</summary>
    public int Group { get; private set; }

    /// <summary>The first tile.</summary>
    public int First { get; private set; }

    /// <summary>The number of tiles.</summary>
    public readonly int Tiles => _tiles;

    /// <summary>Floats from one filter of a product to the next.</summary>
    public int Columns { get; }

    /// <summary>The products, in the order [product][filter][tile].</summary>
    public readonly ReadOnlySpan<float> Values => _products;

    /// <summary>Computes the products of the next tiles.</summary>
    /// <returns>Whether there are any.</returns>
    public bool MoveNext()
    {
        int all = Down * Across;
        if (_next >= all)
        {
            _next = 0;
            Group++;
        }
        if (Group >= _groups)
        {
            return false;
        }
        First = Math.Min(_next, all - _tiles);   // the last tiles overlap those before them
        _next += _tiles;
        int group = _shape.ImageLength * _lanes;
        WinogradInputs.Transform<V>(_images.Slice(Group * group, group), _factors, _shape, Columns, Across, First, _tiles, _lanes);
        (int tiles, int sixes, int fours) = Tiling.Filters<V>(_shape.Filters);
        if (_isFirst && !_isTransposed)
        {
            for (int from = 0, to; from < _shape.Filters; from = to)
            {
                to = from + FiltersAtATime <= tiles ? from + FiltersAtATime : _shape.Filters;
                int kernels = _shape.Channels * (to - from), start = _isSingle ? 0 : _shape.Channels * from;
                WinogradFilters.Transform(_kernels.Slice(_shape.Channels * from * WinogradFilters.Taps), kernels, _weights.Slice(start), _shape.WeightStride);
                Multiply(from, to, tiles, sixes, fours);
            }
        }
        else
        {
            Multiply(0, _shape.Filters, tiles, sixes, fours);
        }
        _isFirst = false;
        return true;
    }

    // The products of some filters, each in the tile that it has if all of them are computed at a time.
    private readonly void Multiply(int from, int to, int tiles, int sixes, int fours)
    {
        int first = _isSingle ? from : 0;
        if (from < tiles && Tiling.Fits8x3<V>(Columns))
        {
            Multiply<Tile8x3<V>>(from, Math.Min(to, tiles), first);
        }
        else if (from < tiles)
        {
            Multiply<Tile8x2<V>>(from, Math.Min(to, tiles), first);
        }
        Rest<Tile6x2<V>>(Math.Max(from, tiles), Math.Min(to, sixes), first);
        Rest<Tile4x4<V>>(Math.Max(from, sixes), Math.Min(to, fours), first);
        Rest<Tile1x8<V>>(Math.Max(from, fours), to, first);
    }

    private readonly void Rest<T>(int from, int to, int first)
        where T : struct, ITile<T>
    {
        if (from < to)
        {
            Multiply<T>(from, to, first);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private readonly void Multiply<T>(int from, int to, int first)
        where T : struct, ITile<T>
    {
        int width = Math.Min(T.Columns, Columns), columns = Columns, channels = _shape.Channels, filters = _shape.Filters;
        for (int product = 0; product < WinogradShape.Products; product++)
        {
            // A reversed kernel has the same transforms, the outer ones exchanged.
            int factor = _isTransposed ? (Reversed(product / 4) * 4) + Reversed(product % 4) : product;
            ReadOnlySpan<float> weights = _weights.Slice(factor * _shape.WeightStride), factors = _factors.Slice(product * _shape.ImageStride);
            Span<float> products = _products.Slice(product * _shape.ProductStride);
            for (int f = from; f < to; f += T.Rows)
            {
                for (int right = 0; right < columns; right += width)
                {
                    int j = Math.Min(right, columns - width);
                    T sum = default;
                    if (_isTransposed)
                    {
                        sum.MultiplyAccumulate(weights.Slice(f), 1, filters, factors.Slice(j), columns, width, channels);
                    }
                    else
                    {
                        sum.MultiplyAccumulate(weights.Slice((f - first) * channels), channels, 1, factors.Slice(j), columns, width, channels);
                    }
                    sum.Store(products.Slice((f * columns) + j), columns, width);
                }
            }
        }

        static int Reversed(int index) => index is 0 or 3 ? 3 - index : index;
    }
}
