// Printed by `dotnet run --project tools/TileWriter -- src/NnRuntime/CompilerServices/Printed`; change tools/TileWriter instead.
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnGen.CompilerServices;

/// <summary>One row of eight vectors: the block for a single sample.</summary>
/// <remarks>Each method computes the columns of its vectors once and without calls: what it calls, the first prediction waits for.</remarks>
/// <typeparam name="V">The vector width.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Tile1x8<V> : ITile<Tile1x8<V>>
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
        Bounds.Block<V>(row.Length, 1, row.Length, row.Length, Columns);
        int last = row.Length - V.Count;
        int n = V.Count, o1 = n < last ? n : last, o2 = 2 * n < last ? 2 * n : last, o3 = 3 * n < last ? 3 * n : last, o4 = 4 * n < last ? 4 * n : last,
            o5 = 5 * n < last ? 5 * n : last, o6 = 6 * n < last ? 6 * n : last, o7 = 7 * n < last ? 7 * n : last;
        ref readonly float p = ref MemoryMarshal.GetReference(row);
        Tile1x8<V> t = default;
        t._00 = V.LoadUnsafe(in p, 0);
        if (row.Length > n) t._01 = V.LoadUnsafe(in p, o1);
        if (row.Length > 2 * n) t._02 = V.LoadUnsafe(in p, o2);
        if (row.Length > 3 * n) t._03 = V.LoadUnsafe(in p, o3);
        if (row.Length > 4 * n) t._04 = V.LoadUnsafe(in p, o4);
        if (row.Length > 5 * n) t._05 = V.LoadUnsafe(in p, o5);
        if (row.Length > 6 * n) t._06 = V.LoadUnsafe(in p, o6);
        if (row.Length > 7 * n) t._07 = V.LoadUnsafe(in p, o7);
        return t;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tile1x8<V> RepeatDown(ReadOnlySpan<float> column)
    {
        ref float x = ref MemoryMarshal.GetReference(column.Slice(0, Rows));
        Tile1x8<V> t = default;
        t._00 = t._01 = t._02 = t._03 = t._04 = t._05 = t._06 = t._07 = Unsafe.Add(ref x, 0);
        return t;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAccumulate(ReadOnlySpan<float> columns, int rowStride, int columnStride, ReadOnlySpan<float> rows, int ldb, int width, int depth, bool prefetch = false)
    {
        Bounds.RankUpdate<V>(columns.Length, rowStride, columnStride, rows.Length, ldb, width, depth, Rows, Columns);
        ref float x = ref MemoryMarshal.GetReference(columns), y = ref MemoryMarshal.GetReference(rows);
        int last = width - V.Count;
        int n = V.Count, o1 = n < last ? n : last, o2 = 2 * n < last ? 2 * n : last, o3 = 3 * n < last ? 3 * n : last, o4 = 4 * n < last ? 4 * n : last,
            o5 = 5 * n < last ? 5 * n : last, o6 = 6 * n < last ? 6 * n : last, o7 = 7 * n < last ? 7 * n : last;
        if (width <= 4 * n)
        {
            V odd0 = 0f;
            V odd1 = 0f;
            V odd2 = 0f;
            V odd3 = 0f;
            for (; depth > 1; depth -= 2)
            {
                ref float z = ref Unsafe.Add(ref y, ldb);
                V even = x, odd = Unsafe.Add(ref x, columnStride);
                _00.AddProduct(even, V.LoadUnsafe(ref y, 0));
                odd0.AddProduct(odd, V.LoadUnsafe(ref z, 0));
                if (width > n) _01.AddProduct(even, V.LoadUnsafe(ref y, o1));
                if (width > n) odd1.AddProduct(odd, V.LoadUnsafe(ref z, o1));
                if (width > 2 * n) _02.AddProduct(even, V.LoadUnsafe(ref y, o2));
                if (width > 2 * n) odd2.AddProduct(odd, V.LoadUnsafe(ref z, o2));
                if (width > 3 * n) _03.AddProduct(even, V.LoadUnsafe(ref y, o3));
                if (width > 3 * n) odd3.AddProduct(odd, V.LoadUnsafe(ref z, o3));
                x = ref Unsafe.Add(ref x, 2 * columnStride);
                y = ref Unsafe.Add(ref z, ldb);
            }
            _00 += odd0;
            if (width > n) _01 += odd1;
            if (width > 2 * n) _02 += odd2;
            if (width > 3 * n) _03 += odd3;
        }
        for (; depth > 0; depth--)
        {
            if (prefetch && Cache.FetchesRows<V>(ldb, depth))
            {
                Cache.Prefetch(in y, Cache.RowsAhead * ldb);
            }
            V factor = x;
            _00.AddProduct(factor, V.LoadUnsafe(ref y, 0));
            if (width > n) _01.AddProduct(factor, V.LoadUnsafe(ref y, o1));
            if (width > 2 * n) _02.AddProduct(factor, V.LoadUnsafe(ref y, o2));
            if (width > 3 * n) _03.AddProduct(factor, V.LoadUnsafe(ref y, o3));
            if (width > 4 * n) _04.AddProduct(factor, V.LoadUnsafe(ref y, o4));
            if (width > 5 * n) _05.AddProduct(factor, V.LoadUnsafe(ref y, o5));
            if (width > 6 * n) _06.AddProduct(factor, V.LoadUnsafe(ref y, o6));
            if (width > 7 * n) _07.AddProduct(factor, V.LoadUnsafe(ref y, o7));
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
            V y2 = V.LoadUnsafe(ref y, k + (2 * vectorStride));
            V y3 = V.LoadUnsafe(ref y, k + (3 * vectorStride));
            V y4 = V.LoadUnsafe(ref y, k + (4 * vectorStride));
            V y5 = V.LoadUnsafe(ref y, k + (5 * vectorStride));
            V y6 = V.LoadUnsafe(ref y, k + (6 * vectorStride));
            V y7 = V.LoadUnsafe(ref y, k + (7 * vectorStride));
            V x0 = Unsafe.Add(ref x, (0 * rowStride) + k);
            _00.AddProduct(x0, y0);
            _01.AddProduct(x0, y1);
            _02.AddProduct(x0, y2);
            _03.AddProduct(x0, y3);
            _04.AddProduct(x0, y4);
            _05.AddProduct(x0, y5);
            _06.AddProduct(x0, y6);
            _07.AddProduct(x0, y7);
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
        ref float s2 = ref MemoryMarshal.GetReference(source.Slice(offsets[2], count * V.Count));
        ref float s3 = ref MemoryMarshal.GetReference(source.Slice(offsets[3], count * V.Count));
        ref float s4 = ref MemoryMarshal.GetReference(source.Slice(offsets[4], count * V.Count));
        ref float s5 = ref MemoryMarshal.GetReference(source.Slice(offsets[5], count * V.Count));
        ref float s6 = ref MemoryMarshal.GetReference(source.Slice(offsets[6], count * V.Count));
        ref float s7 = ref MemoryMarshal.GetReference(source.Slice(offsets[7], count * V.Count));
        for (int i = 0; i < count * V.Count; i += V.Count)
        {
            V x0 = V.LoadUnsafe(ref s0, i);
            V x1 = V.LoadUnsafe(ref s1, i);
            V x2 = V.LoadUnsafe(ref s2, i);
            V x3 = V.LoadUnsafe(ref s3, i);
            V x4 = V.LoadUnsafe(ref s4, i);
            V x5 = V.LoadUnsafe(ref s5, i);
            V x6 = V.LoadUnsafe(ref s6, i);
            V x7 = V.LoadUnsafe(ref s7, i);
            V y0 = V.LoadUnsafe(ref y, i + (0 * stride));
            _00.AddProduct(y0, x0);
            _01.AddProduct(y0, x1);
            _02.AddProduct(y0, x2);
            _03.AddProduct(y0, x3);
            _04.AddProduct(y0, x4);
            _05.AddProduct(y0, x5);
            _06.AddProduct(y0, x6);
            _07.AddProduct(y0, x7);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tile1x8<V> Load(ReadOnlySpan<float> source, int stride, int columns)
    {
        Bounds.Block<V>(source.Length, Rows, stride, columns, Columns);
        int last = columns - V.Count;
        int n = V.Count, o1 = n < last ? n : last, o2 = 2 * n < last ? 2 * n : last, o3 = 3 * n < last ? 3 * n : last, o4 = 4 * n < last ? 4 * n : last,
            o5 = 5 * n < last ? 5 * n : last, o6 = 6 * n < last ? 6 * n : last, o7 = 7 * n < last ? 7 * n : last;
        ref readonly float p = ref MemoryMarshal.GetReference(source);
        Tile1x8<V> t = default;
        t._00 = V.LoadUnsafe(in p, 0 * stride); if (columns > n) t._01 = V.LoadUnsafe(in p, (0 * stride) + o1); if (columns > 2 * n) t._02 = V.LoadUnsafe(in p, (0 * stride) + o2); if (columns > 3 * n) t._03 = V.LoadUnsafe(in p, (0 * stride) + o3); if (columns > 4 * n) t._04 = V.LoadUnsafe(in p, (0 * stride) + o4); if (columns > 5 * n) t._05 = V.LoadUnsafe(in p, (0 * stride) + o5); if (columns > 6 * n) t._06 = V.LoadUnsafe(in p, (0 * stride) + o6); if (columns > 7 * n) t._07 = V.LoadUnsafe(in p, (0 * stride) + o7);
        return t;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(Span<float> destination, int stride, int columns)
    {
        Bounds.Block<V>(destination.Length, Rows, stride, columns, Columns);
        int last = columns - V.Count;
        int n = V.Count, o1 = n < last ? n : last, o2 = 2 * n < last ? 2 * n : last, o3 = 3 * n < last ? 3 * n : last, o4 = 4 * n < last ? 4 * n : last,
            o5 = 5 * n < last ? 5 * n : last, o6 = 6 * n < last ? 6 * n : last, o7 = 7 * n < last ? 7 * n : last;
        ref float p = ref MemoryMarshal.GetReference(destination);
        _00.StoreUnsafe(ref p, 0 * stride); if (columns > n) _01.StoreUnsafe(ref p, (0 * stride) + o1); if (columns > 2 * n) _02.StoreUnsafe(ref p, (0 * stride) + o2); if (columns > 3 * n) _03.StoreUnsafe(ref p, (0 * stride) + o3); if (columns > 4 * n) _04.StoreUnsafe(ref p, (0 * stride) + o4); if (columns > 5 * n) _05.StoreUnsafe(ref p, (0 * stride) + o5); if (columns > 6 * n) _06.StoreUnsafe(ref p, (0 * stride) + o6); if (columns > 7 * n) _07.StoreUnsafe(ref p, (0 * stride) + o7);
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
