using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnRuntime.Numerics;

// What convolutions need beside products.
public partial struct Row<V>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Row<V> RepeatDown(ReadOnlySpan<float> column)
    {
        ref float x = ref MemoryMarshal.GetReference(column.Slice(0, Rows));
        Row<V> t = default;
        t._00 = t._01 = t._02 = t._03 = t._04 = t._05 = t._06 = t._07 = Unsafe.Add(ref x, 0);
        return t;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddInner(ReadOnlySpan<float> column, int stride, ReadOnlySpan<float> source, ReadOnlySpan<int> offsets)
    {
        ref readonly float y = ref MemoryMarshal.GetReference(column.Slice(0, ((Rows - 1) * stride) + V.Count));
        V x0 = V.Load(source.Slice(offsets[0]));
        V x1 = V.Load(source.Slice(offsets[1]));
        V x2 = V.Load(source.Slice(offsets[2]));
        V x3 = V.Load(source.Slice(offsets[3]));
        V x4 = V.Load(source.Slice(offsets[4]));
        V x5 = V.Load(source.Slice(offsets[5]));
        V x6 = V.Load(source.Slice(offsets[6]));
        V x7 = V.Load(source.Slice(offsets[7]));
        V y0 = V.Load(in y, 0 * stride);
        _00 = V.MultiplyAdd(y0, x0, _00);
        _01 = V.MultiplyAdd(y0, x1, _01);
        _02 = V.MultiplyAdd(y0, x2, _02);
        _03 = V.MultiplyAdd(y0, x3, _03);
        _04 = V.MultiplyAdd(y0, x4, _04);
        _05 = V.MultiplyAdd(y0, x5, _05);
        _06 = V.MultiplyAdd(y0, x6, _06);
        _07 = V.MultiplyAdd(y0, x7, _07);
    }
}
