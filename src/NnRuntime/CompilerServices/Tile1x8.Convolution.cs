using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnGen.CompilerServices;

// What convolutions need beside products.
public partial struct Tile1x8<V>
{
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
}
