// Printed by `dotnet run --project tools/TileWriter -- src/NnRuntime/CompilerServices/Printed`; change tools/TileWriter instead.
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnGen.CompilerServices;

/// <summary>Six rows of two vectors: the block for filters or channels that a <see cref="Tile8x2{V}"/> of eight rows leaves over.</summary>
/// <typeparam name="V">The vector width.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Tile6x2<V> : ITile<Tile6x2<V>>
    where V : struct, ISimd<V>
{
    private V
        _00, _01,
        _10, _11,
        _20, _21,
        _30, _31,
        _40, _41,
        _50, _51;

    /// <inheritdoc/>
    public static int Rows => 6;

    /// <inheritdoc/>
    public static int Columns => 2 * V.Count;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tile6x2<V> Repeat(ReadOnlySpan<float> row)
    {
        int last = row.Length - V.Count;
        Tile6x2<V> t = default;
        t._00 = t._10 = t._20 = t._30 = t._40 = t._50 = V.Load(row);
        t._01 = t._11 = t._21 = t._31 = t._41 = t._51 = V.Load(row.Slice(Math.Min(V.Count, last)));
        return t;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tile6x2<V> RepeatDown(ReadOnlySpan<float> column)
    {
        ref float x = ref MemoryMarshal.GetReference(column.Slice(0, Rows));
        Tile6x2<V> t = default;
        t._00 = t._01 = Unsafe.Add(ref x, 0);
        t._10 = t._11 = Unsafe.Add(ref x, 1);
        t._20 = t._21 = Unsafe.Add(ref x, 2);
        t._30 = t._31 = Unsafe.Add(ref x, 3);
        t._40 = t._41 = Unsafe.Add(ref x, 4);
        t._50 = t._51 = Unsafe.Add(ref x, 5);
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
            V y1 = V.LoadUnsafe(ref y, Math.Min(V.Count, last));
            V x0 = Unsafe.Add(ref x, 0 * rowStride);
            _00.AddProduct(x0, y0);
            _01.AddProduct(x0, y1);
            V x1 = Unsafe.Add(ref x, 1 * rowStride);
            _10.AddProduct(x1, y0);
            _11.AddProduct(x1, y1);
            V x2 = Unsafe.Add(ref x, 2 * rowStride);
            _20.AddProduct(x2, y0);
            _21.AddProduct(x2, y1);
            V x3 = Unsafe.Add(ref x, 3 * rowStride);
            _30.AddProduct(x3, y0);
            _31.AddProduct(x3, y1);
            V x4 = Unsafe.Add(ref x, 4 * rowStride);
            _40.AddProduct(x4, y0);
            _41.AddProduct(x4, y1);
            V x5 = Unsafe.Add(ref x, 5 * rowStride);
            _50.AddProduct(x5, y0);
            _51.AddProduct(x5, y1);
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
            V y1 = V.LoadUnsafe(ref y, k + (1 * vectorStride));
            V x0 = Unsafe.Add(ref x, (0 * rowStride) + k);
            _00.AddProduct(x0, y0);
            _01.AddProduct(x0, y1);
            V x1 = Unsafe.Add(ref x, (1 * rowStride) + k);
            _10.AddProduct(x1, y0);
            _11.AddProduct(x1, y1);
            V x2 = Unsafe.Add(ref x, (2 * rowStride) + k);
            _20.AddProduct(x2, y0);
            _21.AddProduct(x2, y1);
            V x3 = Unsafe.Add(ref x, (3 * rowStride) + k);
            _30.AddProduct(x3, y0);
            _31.AddProduct(x3, y1);
            V x4 = Unsafe.Add(ref x, (4 * rowStride) + k);
            _40.AddProduct(x4, y0);
            _41.AddProduct(x4, y1);
            V x5 = Unsafe.Add(ref x, (5 * rowStride) + k);
            _50.AddProduct(x5, y0);
            _51.AddProduct(x5, y1);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAccumulateElementwise(ReadOnlySpan<float> columns, int stride, ReadOnlySpan<float> source, ReadOnlySpan<int> offsets, int count)
    {
        Bounds.ElementwiseUpdate<V>(columns.Length, stride, count, Rows);
        ref float y = ref MemoryMarshal.GetReference(columns);
        ref float s0 = ref MemoryMarshal.GetReference(source.Slice(offsets[0], count * V.Count));
        ref float s1 = ref MemoryMarshal.GetReference(source.Slice(offsets[1], count * V.Count));
        for (int i = 0; i < count * V.Count; i += V.Count)
        {
            V x0 = V.LoadUnsafe(ref s0, i);
            V x1 = V.LoadUnsafe(ref s1, i);
            V y0 = V.LoadUnsafe(ref y, i + (0 * stride));
            _00.AddProduct(y0, x0);
            _01.AddProduct(y0, x1);
            V y1 = V.LoadUnsafe(ref y, i + (1 * stride));
            _10.AddProduct(y1, x0);
            _11.AddProduct(y1, x1);
            V y2 = V.LoadUnsafe(ref y, i + (2 * stride));
            _20.AddProduct(y2, x0);
            _21.AddProduct(y2, x1);
            V y3 = V.LoadUnsafe(ref y, i + (3 * stride));
            _30.AddProduct(y3, x0);
            _31.AddProduct(y3, x1);
            V y4 = V.LoadUnsafe(ref y, i + (4 * stride));
            _40.AddProduct(y4, x0);
            _41.AddProduct(y4, x1);
            V y5 = V.LoadUnsafe(ref y, i + (5 * stride));
            _50.AddProduct(y5, x0);
            _51.AddProduct(y5, x1);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tile6x2<V> Load(ReadOnlySpan<float> source, int stride, int columns)
    {
        Bounds.Block<V>(source.Length, Rows, stride, columns, Columns);
        int last = columns - V.Count;
        ref readonly float p = ref MemoryMarshal.GetReference(source);
        Tile6x2<V> t = default;
        t._00 = V.LoadUnsafe(in p, 0 * stride); t._01 = V.LoadUnsafe(in p, (0 * stride) + Math.Min(V.Count, last));
        t._10 = V.LoadUnsafe(in p, 1 * stride); t._11 = V.LoadUnsafe(in p, (1 * stride) + Math.Min(V.Count, last));
        t._20 = V.LoadUnsafe(in p, 2 * stride); t._21 = V.LoadUnsafe(in p, (2 * stride) + Math.Min(V.Count, last));
        t._30 = V.LoadUnsafe(in p, 3 * stride); t._31 = V.LoadUnsafe(in p, (3 * stride) + Math.Min(V.Count, last));
        t._40 = V.LoadUnsafe(in p, 4 * stride); t._41 = V.LoadUnsafe(in p, (4 * stride) + Math.Min(V.Count, last));
        t._50 = V.LoadUnsafe(in p, 5 * stride); t._51 = V.LoadUnsafe(in p, (5 * stride) + Math.Min(V.Count, last));
        return t;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(Span<float> destination, int stride, int columns)
    {
        Bounds.Block<V>(destination.Length, Rows, stride, columns, Columns);
        int last = columns - V.Count;
        ref float p = ref MemoryMarshal.GetReference(destination);
        _00.StoreUnsafe(ref p, 0 * stride); _01.StoreUnsafe(ref p, (0 * stride) + Math.Min(V.Count, last));
        _10.StoreUnsafe(ref p, 1 * stride); _11.StoreUnsafe(ref p, (1 * stride) + Math.Min(V.Count, last));
        _20.StoreUnsafe(ref p, 2 * stride); _21.StoreUnsafe(ref p, (2 * stride) + Math.Min(V.Count, last));
        _30.StoreUnsafe(ref p, 3 * stride); _31.StoreUnsafe(ref p, (3 * stride) + Math.Min(V.Count, last));
        _40.StoreUnsafe(ref p, 4 * stride); _41.StoreUnsafe(ref p, (4 * stride) + Math.Min(V.Count, last));
        _50.StoreUnsafe(ref p, 5 * stride); _51.StoreUnsafe(ref p, (5 * stride) + Math.Min(V.Count, last));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Tile6x2<V> Value<F>()
        where F : struct, IActivation
    {
        Tile6x2<V> t = default;
        t._00 = F.Value(_00); t._01 = F.Value(_01);
        t._10 = F.Value(_10); t._11 = F.Value(_11);
        t._20 = F.Value(_20); t._21 = F.Value(_21);
        t._30 = F.Value(_30); t._31 = F.Value(_31);
        t._40 = F.Value(_40); t._41 = F.Value(_41);
        t._50 = F.Value(_50); t._51 = F.Value(_51);
        return t;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Tile6x2<V> TimesDerivative<F>(Tile6x2<V> z, Tile6x2<V> a)
        where F : struct, IActivation
    {
        Tile6x2<V> t = default;
        t._00 = _00 * F.Derivative(z._00, a._00); t._01 = _01 * F.Derivative(z._01, a._01);
        t._10 = _10 * F.Derivative(z._10, a._10); t._11 = _11 * F.Derivative(z._11, a._11);
        t._20 = _20 * F.Derivative(z._20, a._20); t._21 = _21 * F.Derivative(z._21, a._21);
        t._30 = _30 * F.Derivative(z._30, a._30); t._31 = _31 * F.Derivative(z._31, a._31);
        t._40 = _40 * F.Derivative(z._40, a._40); t._41 = _41 * F.Derivative(z._41, a._41);
        t._50 = _50 * F.Derivative(z._50, a._50); t._51 = _51 * F.Derivative(z._51, a._51);
        return t;
    }
}
