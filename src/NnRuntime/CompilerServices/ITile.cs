using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NnGen.CompilerServices;

/// <summary>A block of a matrix that lives in registers; emitted matrix products are loops over such blocks.</summary>
/// <remarks>A block is as wide as the row it is given, from one vector to <see cref="Columns"/>: its last vector ends where the row ends and
/// overlaps its neighbour. Computing an element twice is harmless because both results are equal: every block sums in the same order.</remarks>
/// <typeparam name="T">The block itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITile<T>
    where T : struct, ITile<T>
{
    /// <summary>Rows of the block.</summary>
    static abstract int Rows { get; }

    /// <summary>The most columns of the block.</summary>
    static abstract int Columns { get; }

    /// <summary>A block whose every row is <paramref name="row"/>.</summary>
    static abstract T Repeat(ReadOnlySpan<float> row);

    /// <summary>A block whose every column is <paramref name="column"/>.</summary>
    static abstract T RepeatDown(ReadOnlySpan<float> column);

    /// <summary>this += Σ columnₖ ⊗ rowₖ over <paramref name="depth"/> columns and rows: a rank-k update, the inner loop of every product.</summary>
    /// <param name="columns">The columns, from the first element of the first.</param>
    /// <param name="rowStride">Floats from one element of a column to the next.</param>
    /// <param name="columnStride">Floats from one column to the next.</param>
    /// <param name="rows">The rows, from the first element of the first.</param>
    /// <param name="ldb">Floats from one row to the next: the leading dimension.</param>
    /// <param name="width">Number of floats of a row.</param>
    /// <param name="depth">Number of columns and rows, at least 1.</param>
    /// <param name="prefetch">Whether the rows belong to a matrix so large that they may have to be prefetched.</param>
    void MultiplyAccumulate(ReadOnlySpan<float> columns, int rowStride, int columnStride, ReadOnlySpan<float> rows, int ldb, int width, int depth, bool prefetch = false);

    /// <summary>this += Σ columnₖ ⊗ rowₖ, where the next column and row are one float further, and each vector of a row is <paramref name="vectorStride"/> floats after the
    /// one before it: a block of several short rows of an image.</summary>
    /// <param name="columns">The columns, from the first element of the first.</param>
    /// <param name="rowStride">Floats from one element of a column to the next.</param>
    /// <param name="rows">The rows, from the first vector of the first.</param>
    /// <param name="vectorStride">Floats from one vector of a row to the next.</param>
    /// <param name="depth">Number of columns and rows, at least 1.</param>
    void MultiplyAccumulateRows(ReadOnlySpan<float> columns, int rowStride, ReadOnlySpan<float> rows, int vectorStride, int depth);

    /// <summary>this += Σ columnₖ ⊗ rowₖ, where each element of a block, a column and a row is a vector of its own: those of a column are
    /// <paramref name="stride"/> floats apart, those of a row begin at <paramref name="offsets"/> in the source, and the next column and row
    /// follow immediately.</summary>
    void MultiplyAccumulateElementwise(ReadOnlySpan<float> columns, int stride, ReadOnlySpan<float> source, ReadOnlySpan<int> offsets, int count);

    /// <summary>Loads a block whose rows are <paramref name="stride"/> floats apart.</summary>
    static abstract T Load(ReadOnlySpan<float> source, int stride, int columns);

    /// <summary>Stores the block in rows that are <paramref name="stride"/> floats apart.</summary>
    void Store(Span<float> destination, int stride, int columns);

    /// <summary>The activation of every element.</summary>
    T Value<F>()
        where F : struct, IActivation;

    /// <summary>this ⊙ f′(z, a).</summary>
    T TimesDerivative<F>(T z, T a)
        where F : struct, IActivation;
}

/// <summary>How the rows of a product are shared among blocks.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Tiling
{
    /// <summary>Rows for tiles, then the end of the rows for fours; what remains goes row by row.</summary>
    public static (int Tiles, int Fours) Split<V>(int rows)
        where V : struct, ISimd<V>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        int tiles = WholeTiles<V>(rows);
        return (tiles, rows - ((rows - tiles) % 4));
    }

    /// <summary>The rows of a matrix that are in a range of all parameters: the first, the ends of the tiles and fours, and the end of all.</summary>
    /// <param name="from">The first parameter of the range.</param>
    /// <param name="to">One past the last parameter of the range.</param>
    /// <param name="offset">The parameters before the matrix.</param>
    /// <param name="rows">The rows of the matrix.</param>
    /// <param name="length">The parameters of a row.</param>
    public static (int Start, int Tiles, int Fours, int End) Part<V>(int from, int to, int offset, int rows, int length)
        where V : struct, ISimd<V>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        int start = Boundary(from), end = Math.Max(start, Boundary(to));
        (int tiles, int fours) = Split<V>(end - start);
        return (start, start + tiles, start + fours, end);

        // Ranges meet between whole tiles of six or eight rows. Fewer rows than a tile has are not a range: other tiles than those of the whole matrix would compute them.
        int Boundary(int parameter)
        {
            const int step = 24, fewest = 8;
            long row = ((long)parameter - offset + length - 1) / length, next = (row + step - 1) / step * step;
            return parameter <= offset ? 0 : rows - next < fewest ? rows : (int)next;
        }
    }

    /// <summary>The filters or channels of a convolution: the end of the rows for tiles, for a block of six, and for fours; what remains goes
    /// row by row.</summary>
    public static (int Tiles, int Sixes, int Fours) Filters<V>(int rows)
        where V : struct, ISimd<V>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        int tiles = WholeTiles<V>(rows), rest = rows - tiles;
        if (V.Rows == 8 && tiles > 0 && rest is 2 or 3)
        {
            // Two or three rows are faster as a part of ten or eleven.
            (tiles, rest) = (tiles - 8, rest + 8);
        }
        int sixes = V.Rows == 8 && rest >= 6 ? tiles + 6 : tiles;
        return (tiles, sixes, rows - ((rows - sixes) % 4));
    }

    // Of tiles of six, two or three rows that are left over make two fours with those of the last tile.
    private static int WholeTiles<V>(int rows)
        where V : struct, ISimd<V>
    {
        int rest = rows % V.Rows, tiles = rows - rest;
        return V.Rows == 6 && tiles > 0 && rest is 2 or 3 ? tiles - 6 : tiles;
    }

    /// <summary>How wide blocks are: as wide as they can be or as the row is, but those of a single row share a row of several blocks evenly, in whole cache lines.</summary>
    /// <param name="columns">Floats of a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Width<T>(int columns)
        where T : struct, ITile<T>
    {
        const int line = 16;
        if (T.Rows > 1 || columns <= T.Columns)
        {
            return Math.Min(T.Columns, columns);
        }
        int blocks = (columns + T.Columns - 1) / T.Columns, share = (columns + blocks - 1) / blocks;
        return Math.Min(T.Columns, (share + line - 1) / line * line);
    }

    /// <summary>Whether rows of <paramref name="run"/> floats need no more vectors in tiles three vectors wide than in tiles two vectors wide, which load more for each product.</summary>
    public static bool Fits8x3<V>(int run)
        where V : struct, ISimd<V> =>
        V.Rows == 8 && 3 * Blocks(run, 3 * V.Count) <= 2 * Blocks(run, 2 * V.Count);

    private static long Blocks(int run, int width) => (run + width - 1L) / width;
}
