using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnGen.CompilerServices;

/// <summary>One row of eight vectors: the block for a single sample.</summary>
/// <typeparam name="V">The vector width.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public partial struct Tile1x8<V> : ITile<Tile1x8<V>>
    where V : struct, ISimd<V>
{
    private V
        _00, _01, _02, _03, _04, _05, _06, _07;

    /// <inheritdoc/>
    public static int Rows => 1;

    /// <inheritdoc/>
    public static int Columns => 8 * V.Count;
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tile1x8<V> Repeat(ReadOnlySpan<float> row)
    {
        int last = row.Length - V.Count;
        Tile1x8<V> t = default;
        t._00 = V.Load(row);
        t._01 = V.Load(row.Slice(Math.Min(V.Count, last)));
        t._02 = V.Load(row.Slice(Math.Min(2 * V.Count, last)));
        t._03 = V.Load(row.Slice(Math.Min(3 * V.Count, last)));
        t._04 = V.Load(row.Slice(Math.Min(4 * V.Count, last)));
        t._05 = V.Load(row.Slice(Math.Min(5 * V.Count, last)));
        t._06 = V.Load(row.Slice(Math.Min(6 * V.Count, last)));
        t._07 = V.Load(row.Slice(Math.Min(7 * V.Count, last)));
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
            if (prefetch && Cache.FetchesRows<V>(ldb, depth))
            {
                Cache.Prefetch(in y, Cache.RowsAhead * ldb);
            }
            V y0 = V.LoadUnsafe(ref y, 0);
            V y1 = V.LoadUnsafe(ref y, Math.Min(V.Count, last));
            V y2 = V.LoadUnsafe(ref y, Math.Min(2 * V.Count, last));
            V y3 = V.LoadUnsafe(ref y, Math.Min(3 * V.Count, last));
            V y4 = V.LoadUnsafe(ref y, Math.Min(4 * V.Count, last));
            V y5 = V.LoadUnsafe(ref y, Math.Min(5 * V.Count, last));
            V y6 = V.LoadUnsafe(ref y, Math.Min(6 * V.Count, last));
            V y7 = V.LoadUnsafe(ref y, Math.Min(7 * V.Count, last));
            V x0 = Unsafe.Add(ref x, 0 * rowStride);
            _00.AddProduct(x0, y0);
            _01.AddProduct(x0, y1);
            _02.AddProduct(x0, y2);
            _03.AddProduct(x0, y3);
            _04.AddProduct(x0, y4);
            _05.AddProduct(x0, y5);
            _06.AddProduct(x0, y6);
            _07.AddProduct(x0, y7);
            x = ref Unsafe.Add(ref x, columnStride);
            y = ref Unsafe.Add(ref y, ldb);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tile1x8<V> Load(ReadOnlySpan<float> source, int stride, int columns)
    {
        Bounds.Block<V>(source.Length, Rows, stride, columns, Columns);
        int last = columns - V.Count;
        ref readonly float p = ref MemoryMarshal.GetReference(source);
        Tile1x8<V> t = default;
        t._00 = V.LoadUnsafe(in p, 0 * stride); t._01 = V.LoadUnsafe(in p, (0 * stride) + Math.Min(V.Count, last)); t._02 = V.LoadUnsafe(in p, (0 * stride) + Math.Min(2 * V.Count, last)); t._03 = V.LoadUnsafe(in p, (0 * stride) + Math.Min(3 * V.Count, last)); t._04 = V.LoadUnsafe(in p, (0 * stride) + Math.Min(4 * V.Count, last)); t._05 = V.LoadUnsafe(in p, (0 * stride) + Math.Min(5 * V.Count, last)); t._06 = V.LoadUnsafe(in p, (0 * stride) + Math.Min(6 * V.Count, last)); t._07 = V.LoadUnsafe(in p, (0 * stride) + Math.Min(7 * V.Count, last));
        return t;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(Span<float> destination, int stride, int columns)
    {
        Bounds.Block<V>(destination.Length, Rows, stride, columns, Columns);
        int last = columns - V.Count;
        ref float p = ref MemoryMarshal.GetReference(destination);
        _00.StoreUnsafe(ref p, 0 * stride); _01.StoreUnsafe(ref p, (0 * stride) + Math.Min(V.Count, last)); _02.StoreUnsafe(ref p, (0 * stride) + Math.Min(2 * V.Count, last)); _03.StoreUnsafe(ref p, (0 * stride) + Math.Min(3 * V.Count, last)); _04.StoreUnsafe(ref p, (0 * stride) + Math.Min(4 * V.Count, last)); _05.StoreUnsafe(ref p, (0 * stride) + Math.Min(5 * V.Count, last)); _06.StoreUnsafe(ref p, (0 * stride) + Math.Min(6 * V.Count, last)); _07.StoreUnsafe(ref p, (0 * stride) + Math.Min(7 * V.Count, last));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Tile1x8<V> Value<F>()
        where F : struct, IActivation
    {
        Tile1x8<V> t = default;
        t._00 = F.Value(_00); t._01 = F.Value(_01); t._02 = F.Value(_02); t._03 = F.Value(_03); t._04 = F.Value(_04); t._05 = F.Value(_05); t._06 = F.Value(_06); t._07 = F.Value(_07);
        return t;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Tile1x8<V> TimesDerivative<F>(Tile1x8<V> z, Tile1x8<V> a)
        where F : struct, IActivation
    {
        Tile1x8<V> t = default;
        t._00 = _00 * F.Derivative(z._00, a._00); t._01 = _01 * F.Derivative(z._01, a._01); t._02 = _02 * F.Derivative(z._02, a._02); t._03 = _03 * F.Derivative(z._03, a._03); t._04 = _04 * F.Derivative(z._04, a._04); t._05 = _05 * F.Derivative(z._05, a._05); t._06 = _06 * F.Derivative(z._06, a._06); t._07 = _07 * F.Derivative(z._07, a._07);
        return t;
    }
}
