using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnRuntime.Numerics;

/// <summary>The product of a few samples with a matrix that is read as it lies in memory, four whole rows at a time; the sums wait in the nearest
/// cache meanwhile.</summary>
/// <remarks>Blocks in registers read a piece of each row and jump to the next, where the processor fetches nothing ahead, and read the matrix once
/// for each sample. Each element sums in the order in which they do, one term at a time, so that the bits are the same.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WholeRows
{
    /// <summary>sums[i, j] += Σₖ factors[i, k]·matrix[k, j].</summary>
    /// <param name="factors">Where the factors of the first sample begin.</param>
    /// <param name="stride">Floats from the factors of one sample to those of the next.</param>
    /// <param name="matrix">The matrix: a row for each factor.</param>
    /// <param name="sums">Where the sums of the first sample begin.</param>
    /// <param name="distance">Floats from the sums of one sample to those of the next.</param>
    /// <param name="columns">Floats of a row, at least those of a vector.</param>
    /// <param name="samples">How many samples there are, at least one.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddProducts<V>(ReadOnlySpan<float> factors, int stride, ReadOnlySpan<float> matrix, Span<float> sums, int distance, int columns, int samples)
        where V : struct, ISimd<V>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, V.Count);
        int rows = matrix.Length / columns, k = 0;
        ref float first = ref MemoryMarshal.GetReference(factors.Slice(0, ((samples - 1) * stride) + rows));
        ref float row = ref MemoryMarshal.GetReference(matrix);
        ref float start = ref MemoryMarshal.GetReference(sums.Slice(0, ((samples - 1) * distance) + columns));
        for (; k <= rows - 4; k += 4)
        {
            ref float x = ref Unsafe.Add(ref first, k), s = ref start;
            for (int i = 0; i < samples; i++)
            {
                AddFour<V>(ref x, in row, ref s, columns);
                x = ref Unsafe.Add(ref x, stride);
                s = ref Unsafe.Add(ref s, distance);
            }
            row = ref Unsafe.Add(ref row, 4 * columns);
        }
        for (; k < rows; k++)
        {
            ref float x = ref Unsafe.Add(ref first, k), s = ref start;
            for (int i = 0; i < samples; i++)
            {
                AddOne<V>(x, in row, ref s, columns);
                x = ref Unsafe.Add(ref x, stride);
                s = ref Unsafe.Add(ref s, distance);
            }
            row = ref Unsafe.Add(ref row, columns);
        }
    }

    // The last vector overlaps the one before it. Its sums are taken out before that one adds to them, and put back behind it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFour<V>(ref float x, ref readonly float row, ref float sums, int columns)
        where V : struct, ISimd<V>
    {
        V x0 = x, x1 = Unsafe.Add(ref x, 1), x2 = Unsafe.Add(ref x, 2), x3 = Unsafe.Add(ref x, 3);
        ref float row1 = ref Unsafe.Add(ref Unsafe.AsRef(in row), columns), row2 = ref Unsafe.Add(ref row1, columns), row3 = ref Unsafe.Add(ref row2, columns);
        int last = columns - V.Count;
        V end = V.Load(ref sums, last);
        for (int j = 0; j < last; j += V.Count)
        {
            V sum = V.Load(ref sums, j);
            sum.AddProduct(x0, V.Load(in row, j));
            sum.AddProduct(x1, V.Load(ref row1, j));
            sum.AddProduct(x2, V.Load(ref row2, j));
            sum.AddProduct(x3, V.Load(ref row3, j));
            sum.Store(ref sums, j);
        }
        end.AddProduct(x0, V.Load(in row, last));
        end.AddProduct(x1, V.Load(ref row1, last));
        end.AddProduct(x2, V.Load(ref row2, last));
        end.AddProduct(x3, V.Load(ref row3, last));
        end.Store(ref sums, last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddOne<V>(V x, ref readonly float row, ref float sums, int columns)
        where V : struct, ISimd<V>
    {
        int last = columns - V.Count;
        V end = V.Load(ref sums, last);
        for (int j = 0; j < last; j += V.Count)
        {
            V sum = V.Load(ref sums, j);
            sum.AddProduct(x, V.Load(in row, j));
            sum.Store(ref sums, j);
        }
        end.AddProduct(x, V.Load(in row, last));
        end.Store(ref sums, last);
    }
}
