using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnRuntime.Numerics;

// What convolutions need beside products.
public partial struct Quad<V>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<V> RepeatDown(ReadOnlySpan<float> column)
    {
        ref float x = ref MemoryMarshal.GetReference(column.Slice(0, Rows));
        Quad<V> t = default;
        t._00 = t._01 = t._02 = t._03 = Unsafe.Add(ref x, 0);
        t._10 = t._11 = t._12 = t._13 = Unsafe.Add(ref x, 1);
        t._20 = t._21 = t._22 = t._23 = Unsafe.Add(ref x, 2);
        t._30 = t._31 = t._32 = t._33 = Unsafe.Add(ref x, 3);
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
        if (V.Rows == 6)
        {
            return;
        }
        V x2 = V.Load(source.Slice(offsets[2]));
        V x3 = V.Load(source.Slice(offsets[3]));
        _02 = V.MultiplyAdd(y0, x2, _02);
        _03 = V.MultiplyAdd(y0, x3, _03);
        _12 = V.MultiplyAdd(y1, x2, _12);
        _13 = V.MultiplyAdd(y1, x3, _13);
        _22 = V.MultiplyAdd(y2, x2, _22);
        _23 = V.MultiplyAdd(y2, x3, _23);
        _32 = V.MultiplyAdd(y3, x2, _32);
        _33 = V.MultiplyAdd(y3, x3, _33);
    }
}
