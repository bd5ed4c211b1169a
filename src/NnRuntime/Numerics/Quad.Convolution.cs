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
    public void AddOuters(ReadOnlySpan<float> columns, int stride, int next, ReadOnlySpan<float> rows, int step, int width, int count)
    {
        ref float x = ref MemoryMarshal.GetReference(columns.Slice(0, ((Rows - 1) * stride) + ((count - 1) * next) + 1));
        ref float y = ref MemoryMarshal.GetReference(rows.Slice(0, ((count - 1) * step) + width));
        int last = width - V.Count;
        for (int k = 0; k < count; k++)
        {
            V y0 = V.Load(ref y, 0);
            V y1 = V.Load(ref y, Math.Min(V.Count, last));
            V x0 = Unsafe.Add(ref x, 0 * stride);
            _00 = V.MultiplyAdd(x0, y0, _00);
            _01 = V.MultiplyAdd(x0, y1, _01);
            V x1 = Unsafe.Add(ref x, 1 * stride);
            _10 = V.MultiplyAdd(x1, y0, _10);
            _11 = V.MultiplyAdd(x1, y1, _11);
            V x2 = Unsafe.Add(ref x, 2 * stride);
            _20 = V.MultiplyAdd(x2, y0, _20);
            _21 = V.MultiplyAdd(x2, y1, _21);
            V x3 = Unsafe.Add(ref x, 3 * stride);
            _30 = V.MultiplyAdd(x3, y0, _30);
            _31 = V.MultiplyAdd(x3, y1, _31);
            if (V.Rows > 6)
            {
                V y2 = V.Load(ref y, Math.Min(2 * V.Count, last));
                V y3 = V.Load(ref y, Math.Min(3 * V.Count, last));
                _02 = V.MultiplyAdd(x0, y2, _02);
                _03 = V.MultiplyAdd(x0, y3, _03);
                _12 = V.MultiplyAdd(x1, y2, _12);
                _13 = V.MultiplyAdd(x1, y3, _13);
                _22 = V.MultiplyAdd(x2, y2, _22);
                _23 = V.MultiplyAdd(x2, y3, _23);
                _32 = V.MultiplyAdd(x3, y2, _32);
                _33 = V.MultiplyAdd(x3, y3, _33);
            }
            x = ref Unsafe.Add(ref x, next);
            y = ref Unsafe.Add(ref y, step);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddInners(ReadOnlySpan<float> columns, int stride, ReadOnlySpan<float> source, ReadOnlySpan<int> offsets, int count)
    {
        ref float y = ref MemoryMarshal.GetReference(columns.Slice(0, ((Rows - 1) * stride) + (count * V.Count)));
        ref float s0 = ref MemoryMarshal.GetReference(source.Slice(offsets[0], count * V.Count));
        ref float s1 = ref MemoryMarshal.GetReference(source.Slice(offsets[1], count * V.Count));
        ref float s2 = ref MemoryMarshal.GetReference(source.Slice(offsets[2], count * V.Count));
        ref float s3 = ref MemoryMarshal.GetReference(source.Slice(offsets[3], count * V.Count));
        for (int i = 0; i < count * V.Count; i += V.Count)
        {
            V x0 = V.Load(ref s0, i);
            V x1 = V.Load(ref s1, i);
            V y0 = V.Load(ref y, i + (0 * stride));
            _00 = V.MultiplyAdd(y0, x0, _00);
            _01 = V.MultiplyAdd(y0, x1, _01);
            V y1 = V.Load(ref y, i + (1 * stride));
            _10 = V.MultiplyAdd(y1, x0, _10);
            _11 = V.MultiplyAdd(y1, x1, _11);
            V y2 = V.Load(ref y, i + (2 * stride));
            _20 = V.MultiplyAdd(y2, x0, _20);
            _21 = V.MultiplyAdd(y2, x1, _21);
            V y3 = V.Load(ref y, i + (3 * stride));
            _30 = V.MultiplyAdd(y3, x0, _30);
            _31 = V.MultiplyAdd(y3, x1, _31);
            if (V.Rows > 6)
            {
                V x2 = V.Load(ref s2, i);
                V x3 = V.Load(ref s3, i);
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
    }
}
