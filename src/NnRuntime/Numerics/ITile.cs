using System.ComponentModel;

namespace NnRuntime.Numerics;

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

    /// <summary>this += column ⊗ row, where consecutive elements of the column are <paramref name="stride"/> floats apart.</summary>
    void AddOuter(ReadOnlySpan<float> column, int stride, ReadOnlySpan<float> row);

    /// <summary>A block whose every column is <paramref name="column"/>.</summary>
    static abstract T RepeatDown(ReadOnlySpan<float> column);

    /// <summary>this += column ⊙ row of vectors: each element of the block is a vector of its own, with vectors of the column <paramref name="stride"/>
    /// floats apart and those of the row at <paramref name="offsets"/> in the source.</summary>
    void AddInner(ReadOnlySpan<float> column, int stride, ReadOnlySpan<float> source, ReadOnlySpan<int> offsets);

    /// <summary>Loads a block whose rows are <paramref name="stride"/> floats apart.</summary>
    static abstract T Load(ReadOnlySpan<float> source, int stride, int columns);

    /// <summary>Stores the block in rows that are <paramref name="stride"/> floats apart.</summary>
    void Store(Span<float> destination, int stride, int columns);

    /// <summary>The activation of every element.</summary>
    T Value<F>()
        where F : struct, IActivation;

    /// <summary>this ⊙ f′(z, a).</summary>
    T TimesSlope<F>(T z, T a)
        where F : struct, IActivation;
}

/// <summary>How the rows of a product are shared among blocks.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Tiling
{
    /// <summary>Rows for tiles, then the end of the rows for one quad; what remains goes row by row.</summary>
    public static (int Tiles, int Quads) Split<V>(int rows)
        where V : struct, ISimd<V>
    {
        int tiles = rows - (rows % V.Rows);
        return (tiles, rows - tiles >= 4 ? tiles + 4 : tiles);
    }
}
