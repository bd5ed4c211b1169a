// Printed by `dotnet run --project tools/TileWriter -- src/NnRuntime/CompilerServices/Printed`; change tools/TileWriter instead.
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnGen.CompilerServices;

/// <summary>Eight (or six) rows of one vector: the block for many samples where no row is longer.</summary>
/// <typeparam name="V">The vector width.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Tile8x1<V> : ITile<Tile8x1<V>>
    where V : struct, ISimd<V>
{
    private V
        _00,
        _10,
        _20,
        _30,
        _40,
        _50,
        _60,
        _70;

    /// <inheritdoc/>
    public static int Rows => V.Rows;

    /// <inheritdoc/>
    public static int Columns => 1 * V.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tile8x1<V> Repeat(ReadOnlySpan<float> row)
    {
        int last = row.Length - V.Count;
        Tile8x1<V> t = default;
        t._00 = t._10 = t._20 = t._30 = t._40 = t._50 = t._60 = t._70 = V.Load(row);
        return t;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tile8x1<V> RepeatDown(ReadOnlySpan<float> column)
    {
        ref float x = ref MemoryMarshal.GetReference(column.Slice(0, Rows));
        Tile8x1<V> t = default;
        t._00 = Unsafe.Add(ref x, 0);
        t._10 = Unsafe.Add(ref x, 1);
        t._20 = Unsafe.Add(ref x, 2);
        t._30 = Unsafe.Add(ref x, 3);
        t._40 = Unsafe.Add(ref x, 4);
        t._50 = Unsafe.Add(ref x, 5);
        if (Rows == 6)
        {
            return t;
        }
        t._60 = Unsafe.Add(ref x, 6);
        t._70 = Unsafe.Add(ref x, 7);
        return t;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAccumulate(ReadOnlySpan<float> columns, int rowStride, int columnStride, ReadOnlySpan<float> rows, int ldb, int width, int depth, bool prefetch = false)
    {
        Bounds.RankUpdate<V>(columns.Length, rowStride, columnStride, rows.Length, ldb, width, depth, Rows, Columns);
        ref float x = ref MemoryMarshal.GetReference(columns), y = ref MemoryMarshal.GetReference(rows);
        int last = width - V.Count;
        for (int k = 0; k < depth; k++)
        {
            V y0 = V.LoadUnsafe(ref y, 0);
            V x0 = Unsafe.Add(ref x, 0 * rowStride);
            _00.AddProduct(x0, y0);
            V x1 = Unsafe.Add(ref x, 1 * rowStride);
            _10.AddProduct(x1, y0);
            V x2 = Unsafe.Add(ref x, 2 * rowStride);
            _20.AddProduct(x2, y0);
            V x3 = Unsafe.Add(ref x, 3 * rowStride);
            _30.AddProduct(x3, y0);
            V x4 = Unsafe.Add(ref x, 4 * rowStride);
            _40.AddProduct(x4, y0);
            V x5 = Unsafe.Add(ref x, 5 * rowStride);
            _50.AddProduct(x5, y0);
            if (Rows > 6)
            {
                V x6 = Unsafe.Add(ref x, 6 * rowStride);
                _60.AddProduct(x6, y0);
                V x7 = Unsafe.Add(ref x, 7 * rowStride);
                _70.AddProduct(x7, y0);
            }
            x = ref Unsafe.Add(ref x, columnStride);
            y = ref Unsafe.Add(ref y, ldb);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAccumulateRows(ReadOnlySpan<float> columns, int rowStride, ReadOnlySpan<float> rows, int vectorStride, int depth)
    {
        Bounds.RowsUpdate<V>(columns.Length, rowStride, rows.Length, vectorStride, depth, Rows, Columns);
        ref float x = ref MemoryMarshal.GetReference(columns), y = ref MemoryMarshal.GetReference(rows);
        for (int k = 0; k < depth; k++)
        {
            V y0 = V.LoadUnsafe(ref y, k + (0 * vectorStride));
            V x0 = Unsafe.Add(ref x, (0 * rowStride) + k);
            _00.AddProduct(x0, y0);
            V x1 = Unsafe.Add(ref x, (1 * rowStride) + k);
            _10.AddProduct(x1, y0);
            V x2 = Unsafe.Add(ref x, (2 * rowStride) + k);
            _20.AddProduct(x2, y0);
            V x3 = Unsafe.Add(ref x, (3 * rowStride) + k);
            _30.AddProduct(x3, y0);
            V x4 = Unsafe.Add(ref x, (4 * rowStride) + k);
            _40.AddProduct(x4, y0);
            V x5 = Unsafe.Add(ref x, (5 * rowStride) + k);
            _50.AddProduct(x5, y0);
            if (Rows > 6)
            {
                V x6 = Unsafe.Add(ref x, (6 * rowStride) + k);
                _60.AddProduct(x6, y0);
                V x7 = Unsafe.Add(ref x, (7 * rowStride) + k);
                _70.AddProduct(x7, y0);
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAccumulateElementwise(ReadOnlySpan<float> columns, int stride, ReadOnlySpan<float> source, ReadOnlySpan<int> offsets, int count)
    {
        Bounds.ElementwiseUpdate<V>(columns.Length, stride, count, Rows);
        ref float y = ref MemoryMarshal.GetReference(columns);
        ref float s0 = ref MemoryMarshal.GetReference(source.Slice(offsets[0], count * V.Count));
        for (int i = 0; i < count * V.Count; i += V.Count)
        {
            V x0 = V.LoadUnsafe(ref s0, i);
            V y0 = V.LoadUnsafe(ref y, i + (0 * stride));
            _00.AddProduct(y0, x0);
            V y1 = V.LoadUnsafe(ref y, i + (1 * stride));
            _10.AddProduct(y1, x0);
            V y2 = V.LoadUnsafe(ref y, i + (2 * stride));
            _20.AddProduct(y2, x0);
            V y3 = V.LoadUnsafe(ref y, i + (3 * stride));
            _30.AddProduct(y3, x0);
            V y4 = V.LoadUnsafe(ref y, i + (4 * stride));
            _40.AddProduct(y4, x0);
            V y5 = V.LoadUnsafe(ref y, i + (5 * stride));
            _50.AddProduct(y5, x0);
            if (Rows > 6)
            {
                V y6 = V.LoadUnsafe(ref y, i + (6 * stride));
                _60.AddProduct(y6, x0);
                V y7 = V.LoadUnsafe(ref y, i + (7 * stride));
                _70.AddProduct(y7, x0);
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tile8x1<V> Load(ReadOnlySpan<float> source, int stride, int columns)
    {
        Bounds.Block<V>(source.Length, Rows, stride, columns, Columns);
        int last = columns - V.Count;
        ref readonly float p = ref MemoryMarshal.GetReference(source);
        Tile8x1<V> t = default;
        t._00 = V.LoadUnsafe(in p, 0 * stride);
        t._10 = V.LoadUnsafe(in p, 1 * stride);
        t._20 = V.LoadUnsafe(in p, 2 * stride);
        t._30 = V.LoadUnsafe(in p, 3 * stride);
        t._40 = V.LoadUnsafe(in p, 4 * stride);
        t._50 = V.LoadUnsafe(in p, 5 * stride);
        if (Rows == 6)
        {
            return t;
        }
        t._60 = V.LoadUnsafe(in p, 6 * stride);
        t._70 = V.LoadUnsafe(in p, 7 * stride);
        return t;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(Span<float> destination, int stride, int columns)
    {
        Bounds.Block<V>(destination.Length, Rows, stride, columns, Columns);
        int last = columns - V.Count;
        ref float p = ref MemoryMarshal.GetReference(destination);
        _00.StoreUnsafe(ref p, 0 * stride);
        _10.StoreUnsafe(ref p, 1 * stride);
        _20.StoreUnsafe(ref p, 2 * stride);
        _30.StoreUnsafe(ref p, 3 * stride);
        _40.StoreUnsafe(ref p, 4 * stride);
        _50.StoreUnsafe(ref p, 5 * stride);
        if (Rows == 6)
        {
            return;
        }
        _60.StoreUnsafe(ref p, 6 * stride);
        _70.StoreUnsafe(ref p, 7 * stride);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Tile8x1<V> Value<F>()
        where F : struct, IActivation
    {
        Tile8x1<V> t = default;
        t._00 = F.Value(_00);
        t._10 = F.Value(_10);
        t._20 = F.Value(_20);
        t._30 = F.Value(_30);
        t._40 = F.Value(_40);
        t._50 = F.Value(_50);
        if (Rows == 6)
        {
            return t;
        }
        t._60 = F.Value(_60);
        t._70 = F.Value(_70);
        return t;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Tile8x1<V> TimesDerivative<F>(Tile8x1<V> z, Tile8x1<V> a)
        where F : struct, IActivation
    {
        Tile8x1<V> t = default;
        t._00 = _00 * F.Derivative(z._00, a._00);
        t._10 = _10 * F.Derivative(z._10, a._10);
        t._20 = _20 * F.Derivative(z._20, a._20);
        t._30 = _30 * F.Derivative(z._30, a._30);
        t._40 = _40 * F.Derivative(z._40, a._40);
        t._50 = _50 * F.Derivative(z._50, a._50);
        if (Rows == 6)
        {
            return t;
        }
        t._60 = _60 * F.Derivative(z._60, a._60);
        t._70 = _70 * F.Derivative(z._70, a._70);
        return t;
    }
}
