using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnRuntime.Numerics;

// What convolutions need beside products.
public partial struct Wide<V>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Wide<V> RepeatDown(ReadOnlySpan<float> column)
    {
        ref float x = ref MemoryMarshal.GetReference(column.Slice(0, Rows));
        Wide<V> t = default;
        t._00 = t._01 = t._02 = Unsafe.Add(ref x, 0);
        t._10 = t._11 = t._12 = Unsafe.Add(ref x, 1);
        t._20 = t._21 = t._22 = Unsafe.Add(ref x, 2);
        t._30 = t._31 = t._32 = Unsafe.Add(ref x, 3);
        t._40 = t._41 = t._42 = Unsafe.Add(ref x, 4);
        t._50 = t._51 = t._52 = Unsafe.Add(ref x, 5);
        t._60 = t._61 = t._62 = Unsafe.Add(ref x, 6);
        t._70 = t._71 = t._72 = Unsafe.Add(ref x, 7);
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
            V y2 = V.Load(ref y, Math.Min(2 * V.Count, last));
            V x0 = Unsafe.Add(ref x, 0 * stride);
            _00 = V.MultiplyAdd(x0, y0, _00);
            _01 = V.MultiplyAdd(x0, y1, _01);
            _02 = V.MultiplyAdd(x0, y2, _02);
            V x1 = Unsafe.Add(ref x, 1 * stride);
            _10 = V.MultiplyAdd(x1, y0, _10);
            _11 = V.MultiplyAdd(x1, y1, _11);
            _12 = V.MultiplyAdd(x1, y2, _12);
            V x2 = Unsafe.Add(ref x, 2 * stride);
            _20 = V.MultiplyAdd(x2, y0, _20);
            _21 = V.MultiplyAdd(x2, y1, _21);
            _22 = V.MultiplyAdd(x2, y2, _22);
            V x3 = Unsafe.Add(ref x, 3 * stride);
            _30 = V.MultiplyAdd(x3, y0, _30);
            _31 = V.MultiplyAdd(x3, y1, _31);
            _32 = V.MultiplyAdd(x3, y2, _32);
            V x4 = Unsafe.Add(ref x, 4 * stride);
            _40 = V.MultiplyAdd(x4, y0, _40);
            _41 = V.MultiplyAdd(x4, y1, _41);
            _42 = V.MultiplyAdd(x4, y2, _42);
            V x5 = Unsafe.Add(ref x, 5 * stride);
            _50 = V.MultiplyAdd(x5, y0, _50);
            _51 = V.MultiplyAdd(x5, y1, _51);
            _52 = V.MultiplyAdd(x5, y2, _52);
            V x6 = Unsafe.Add(ref x, 6 * stride);
            _60 = V.MultiplyAdd(x6, y0, _60);
            _61 = V.MultiplyAdd(x6, y1, _61);
            _62 = V.MultiplyAdd(x6, y2, _62);
            V x7 = Unsafe.Add(ref x, 7 * stride);
            _70 = V.MultiplyAdd(x7, y0, _70);
            _71 = V.MultiplyAdd(x7, y1, _71);
            _72 = V.MultiplyAdd(x7, y2, _72);
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
        for (int i = 0; i < count * V.Count; i += V.Count)
        {
            V x0 = V.Load(ref s0, i);
            V x1 = V.Load(ref s1, i);
            V x2 = V.Load(ref s2, i);
            V y0 = V.Load(ref y, i + (0 * stride));
            _00 = V.MultiplyAdd(y0, x0, _00);
            _01 = V.MultiplyAdd(y0, x1, _01);
            _02 = V.MultiplyAdd(y0, x2, _02);
            V y1 = V.Load(ref y, i + (1 * stride));
            _10 = V.MultiplyAdd(y1, x0, _10);
            _11 = V.MultiplyAdd(y1, x1, _11);
            _12 = V.MultiplyAdd(y1, x2, _12);
            V y2 = V.Load(ref y, i + (2 * stride));
            _20 = V.MultiplyAdd(y2, x0, _20);
            _21 = V.MultiplyAdd(y2, x1, _21);
            _22 = V.MultiplyAdd(y2, x2, _22);
            V y3 = V.Load(ref y, i + (3 * stride));
            _30 = V.MultiplyAdd(y3, x0, _30);
            _31 = V.MultiplyAdd(y3, x1, _31);
            _32 = V.MultiplyAdd(y3, x2, _32);
            V y4 = V.Load(ref y, i + (4 * stride));
            _40 = V.MultiplyAdd(y4, x0, _40);
            _41 = V.MultiplyAdd(y4, x1, _41);
            _42 = V.MultiplyAdd(y4, x2, _42);
            V y5 = V.Load(ref y, i + (5 * stride));
            _50 = V.MultiplyAdd(y5, x0, _50);
            _51 = V.MultiplyAdd(y5, x1, _51);
            _52 = V.MultiplyAdd(y5, x2, _52);
            V y6 = V.Load(ref y, i + (6 * stride));
            _60 = V.MultiplyAdd(y6, x0, _60);
            _61 = V.MultiplyAdd(y6, x1, _61);
            _62 = V.MultiplyAdd(y6, x2, _62);
            V y7 = V.Load(ref y, i + (7 * stride));
            _70 = V.MultiplyAdd(y7, x0, _70);
            _71 = V.MultiplyAdd(y7, x1, _71);
            _72 = V.MultiplyAdd(y7, x2, _72);
        }
    }
}
