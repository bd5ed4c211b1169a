using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnGen.CompilerServices;

// What convolutions need beside products.
public partial struct Tile6x2<V>
{
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
}
