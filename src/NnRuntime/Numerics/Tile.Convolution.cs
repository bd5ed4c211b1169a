using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnRuntime.Numerics;

// What convolutions need beside products.
public partial struct Tile<V>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Tile<V> RepeatDown(ReadOnlySpan<float> column)
    {
        ref float x = ref MemoryMarshal.GetReference(column.Slice(0, Rows));
        Tile<V> t = default;
        t._00 = t._01 = Unsafe.Add(ref x, 0);
        t._10 = t._11 = Unsafe.Add(ref x, 1);
        t._20 = t._21 = Unsafe.Add(ref x, 2);
        t._30 = t._31 = Unsafe.Add(ref x, 3);
        t._40 = t._41 = Unsafe.Add(ref x, 4);
        t._50 = t._51 = Unsafe.Add(ref x, 5);
        if (Rows == 6)
        {
            return t;
        }
        t._60 = t._61 = Unsafe.Add(ref x, 6);
        t._70 = t._71 = Unsafe.Add(ref x, 7);
        return t;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddInner(ReadOnlySpan<float> column, int stride, ReadOnlySpan<float> source, ReadOnlySpan<int> offsets)
    {
        ref readonly float y = ref MemoryMarshal.GetReference(column.Slice(0, ((Rows - 1) * stride) + V.Count));
        V x0 = V.Load(source.Slice(offsets[0]));
        V x1 = V.Load(source.Slice(offsets[1]));
        V y0 = V.Load(in y, 0 * stride);
        _00 = V.MultiplyAdd(y0, x0, _00);
        _01 = V.MultiplyAdd(y0, x1, _01);
        V y1 = V.Load(in y, 1 * stride);
        _10 = V.MultiplyAdd(y1, x0, _10);
        _11 = V.MultiplyAdd(y1, x1, _11);
        V y2 = V.Load(in y, 2 * stride);
        _20 = V.MultiplyAdd(y2, x0, _20);
        _21 = V.MultiplyAdd(y2, x1, _21);
        V y3 = V.Load(in y, 3 * stride);
        _30 = V.MultiplyAdd(y3, x0, _30);
        _31 = V.MultiplyAdd(y3, x1, _31);
        V y4 = V.Load(in y, 4 * stride);
        _40 = V.MultiplyAdd(y4, x0, _40);
        _41 = V.MultiplyAdd(y4, x1, _41);
        V y5 = V.Load(in y, 5 * stride);
        _50 = V.MultiplyAdd(y5, x0, _50);
        _51 = V.MultiplyAdd(y5, x1, _51);
        if (Rows == 6)
        {
            return;
        }
        V y6 = V.Load(in y, 6 * stride);
        _60 = V.MultiplyAdd(y6, x0, _60);
        _61 = V.MultiplyAdd(y6, x1, _61);
        V y7 = V.Load(in y, 7 * stride);
        _70 = V.MultiplyAdd(y7, x0, _70);
        _71 = V.MultiplyAdd(y7, x1, _71);
    }
}
