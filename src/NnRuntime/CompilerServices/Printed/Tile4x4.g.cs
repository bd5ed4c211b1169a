// Printed by `dotnet run --project tools/TileWriter -- src/NnRuntime/CompilerServices/Printed`; change tools/TileWriter instead.
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnGen.CompilerServices;

/// <summary>Four rows of four vectors, or of two where there are 16 vector registers: the block for a few samples.</summary>
/// <typeparam name="V">The vector width.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Tile4x4<V> : ITile<Tile4x4<V>>
    where V : struct, ISimd<V>
{
    private V
        _00, _01, _02, _03,
        _10, _11, _12, _13,
        _20, _21, _22, _23,
        _30, _31, _32, _33;

    /// <inheritdoc/>
    public static int Rows => 4;

    /// <inheritdoc/>
    public static int Columns
    {
        // The JIT would call it, and a call where blocks are in registers moves all of them to memory.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => V.Rows == 6 ? 2 * V.Count : 4 * V.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tile4x4<V> Repeat(ReadOnlySpan<float> row)
    {
        int last = row.Length - V.Count;
        Tile4x4<V> t = default;
        t._00 = t._10 = t._20 = t._30 = V.Load(row);
        t._01 = t._11 = t._21 = t._31 = V.Load(row.Slice(Math.Min(V.Count, last)));
        if (V.Rows == 6)
        {
            return t;
        }
        t._02 = t._12 = t._22 = t._32 = V.Load(row.Slice(Math.Min(2 * V.Count, last)));
        t._03 = t._13 = t._23 = t._33 = V.Load(row.Slice(Math.Min(3 * V.Count, last)));
        return t;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tile4x4<V> RepeatDown(ReadOnlySpan<float> column)
    {
        ref float x = ref MemoryMarshal.GetReference(column.Slice(0, Rows));
        Tile4x4<V> t = default;
        t._00 = t._01 = t._02 = t._03 = Unsafe.Add(ref x, 0);
        t._10 = t._11 = t._12 = t._13 = Unsafe.Add(ref x, 1);
        t._20 = t._21 = t._22 = t._23 = Unsafe.Add(ref x, 2);
        t._30 = t._31 = t._32 = t._33 = Unsafe.Add(ref x, 3);
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
            if (prefetch && Cache.FetchesBlocks<V>(ldb))
            {
                Cache.Prefetch(in y, Cache.RowsAhead * ldb);
            }
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
            if (V.Rows > 6)
            {
                V y2 = V.LoadUnsafe(ref y, Math.Min(2 * V.Count, last));
                V y3 = V.LoadUnsafe(ref y, Math.Min(3 * V.Count, last));
                _02.AddProduct(x0, y2);
                _03.AddProduct(x0, y3);
                _12.AddProduct(x1, y2);
                _13.AddProduct(x1, y3);
                _22.AddProduct(x2, y2);
                _23.AddProduct(x2, y3);
                _32.AddProduct(x3, y2);
                _33.AddProduct(x3, y3);
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
            if (V.Rows > 6)
            {
                V y2 = V.LoadUnsafe(ref y, k + (2 * vectorStride));
                V y3 = V.LoadUnsafe(ref y, k + (3 * vectorStride));
                _02.AddProduct(x0, y2);
                _03.AddProduct(x0, y3);
                _12.AddProduct(x1, y2);
                _13.AddProduct(x1, y3);
                _22.AddProduct(x2, y2);
                _23.AddProduct(x2, y3);
                _32.AddProduct(x3, y2);
                _33.AddProduct(x3, y3);
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
        ref float s1 = ref MemoryMarshal.GetReference(source.Slice(offsets[1], count * V.Count));
        ref float s2 = ref MemoryMarshal.GetReference(source.Slice(offsets[2], count * V.Count));
        ref float s3 = ref MemoryMarshal.GetReference(source.Slice(offsets[3], count * V.Count));
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
            if (V.Rows > 6)
            {
                V x2 = V.LoadUnsafe(ref s2, i);
                V x3 = V.LoadUnsafe(ref s3, i);
                _02.AddProduct(y0, x2);
                _03.AddProduct(y0, x3);
                _12.AddProduct(y1, x2);
                _13.AddProduct(y1, x3);
                _22.AddProduct(y2, x2);
                _23.AddProduct(y2, x3);
                _32.AddProduct(y3, x2);
                _33.AddProduct(y3, x3);
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tile4x4<V> Load(ReadOnlySpan<float> source, int stride, int columns)
    {
        Bounds.Block<V>(source.Length, Rows, stride, columns, Columns);
        int last = columns - V.Count;
        ref readonly float p = ref MemoryMarshal.GetReference(source);
        Tile4x4<V> t = default;
        t._00 = V.LoadUnsafe(in p, 0 * stride); t._01 = V.LoadUnsafe(in p, (0 * stride) + Math.Min(V.Count, last));
        t._10 = V.LoadUnsafe(in p, 1 * stride); t._11 = V.LoadUnsafe(in p, (1 * stride) + Math.Min(V.Count, last));
        t._20 = V.LoadUnsafe(in p, 2 * stride); t._21 = V.LoadUnsafe(in p, (2 * stride) + Math.Min(V.Count, last));
        t._30 = V.LoadUnsafe(in p, 3 * stride); t._31 = V.LoadUnsafe(in p, (3 * stride) + Math.Min(V.Count, last));
        if (V.Rows == 6)
        {
            return t;
        }
        t._02 = V.LoadUnsafe(in p, (0 * stride) + Math.Min(2 * V.Count, last)); t._03 = V.LoadUnsafe(in p, (0 * stride) + Math.Min(3 * V.Count, last));
        t._12 = V.LoadUnsafe(in p, (1 * stride) + Math.Min(2 * V.Count, last)); t._13 = V.LoadUnsafe(in p, (1 * stride) + Math.Min(3 * V.Count, last));
        t._22 = V.LoadUnsafe(in p, (2 * stride) + Math.Min(2 * V.Count, last)); t._23 = V.LoadUnsafe(in p, (2 * stride) + Math.Min(3 * V.Count, last));
        t._32 = V.LoadUnsafe(in p, (3 * stride) + Math.Min(2 * V.Count, last)); t._33 = V.LoadUnsafe(in p, (3 * stride) + Math.Min(3 * V.Count, last));
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
        if (V.Rows == 6)
        {
            return;
        }
        _02.StoreUnsafe(ref p, (0 * stride) + Math.Min(2 * V.Count, last)); _03.StoreUnsafe(ref p, (0 * stride) + Math.Min(3 * V.Count, last));
        _12.StoreUnsafe(ref p, (1 * stride) + Math.Min(2 * V.Count, last)); _13.StoreUnsafe(ref p, (1 * stride) + Math.Min(3 * V.Count, last));
        _22.StoreUnsafe(ref p, (2 * stride) + Math.Min(2 * V.Count, last)); _23.StoreUnsafe(ref p, (2 * stride) + Math.Min(3 * V.Count, last));
        _32.StoreUnsafe(ref p, (3 * stride) + Math.Min(2 * V.Count, last)); _33.StoreUnsafe(ref p, (3 * stride) + Math.Min(3 * V.Count, last));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Tile4x4<V> Value<F>()
        where F : struct, IActivation
    {
        Tile4x4<V> t = default;
        t._00 = F.Value(_00); t._01 = F.Value(_01);
        t._10 = F.Value(_10); t._11 = F.Value(_11);
        t._20 = F.Value(_20); t._21 = F.Value(_21);
        t._30 = F.Value(_30); t._31 = F.Value(_31);
        if (V.Rows == 6)
        {
            return t;
        }
        t._02 = F.Value(_02); t._03 = F.Value(_03);
        t._12 = F.Value(_12); t._13 = F.Value(_13);
        t._22 = F.Value(_22); t._23 = F.Value(_23);
        t._32 = F.Value(_32); t._33 = F.Value(_33);
        return t;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Tile4x4<V> TimesDerivative<F>(Tile4x4<V> z, Tile4x4<V> a)
        where F : struct, IActivation
    {
        Tile4x4<V> t = default;
        t._00 = _00 * F.Derivative(z._00, a._00); t._01 = _01 * F.Derivative(z._01, a._01);
        t._10 = _10 * F.Derivative(z._10, a._10); t._11 = _11 * F.Derivative(z._11, a._11);
        t._20 = _20 * F.Derivative(z._20, a._20); t._21 = _21 * F.Derivative(z._21, a._21);
        t._30 = _30 * F.Derivative(z._30, a._30); t._31 = _31 * F.Derivative(z._31, a._31);
        if (V.Rows == 6)
        {
            return t;
        }
        t._02 = _02 * F.Derivative(z._02, a._02); t._03 = _03 * F.Derivative(z._03, a._03);
        t._12 = _12 * F.Derivative(z._12, a._12); t._13 = _13 * F.Derivative(z._13, a._13);
        t._22 = _22 * F.Derivative(z._22, a._22); t._23 = _23 * F.Derivative(z._23, a._23);
        t._32 = _32 * F.Derivative(z._32, a._32); t._33 = _33 * F.Derivative(z._33, a._33);
        return t;
    }
}
