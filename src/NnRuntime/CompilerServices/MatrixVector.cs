using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnGen.CompilerServices;

/// <summary>Matrix-vector product (GEMV) of a few samples with a matrix that is streamed row by row, four rows at a time; the sums stay in the
/// first-level cache.</summary>
/// <remarks>Blocks in registers read a piece of each row and jump to the next, where the processor fetches nothing ahead, and read the matrix once
/// for each sample. Each element sums in the order in which they do, one term at a time, so that the bits are the same; a term of zero, which may be
/// left out, changes none but the sign of a sum that is zero.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MatrixVector
{
    // Rows are skipped if at least one of ZerosFrom factors is zero, since every factor has to be examined then; Chunk factors are examined at a time.
    private const int ZerosFrom = 8, Chunk = 256;

    /// <summary>sums[i, j] += Σₖ factors[i, k]·matrix[k, j].</summary>
    /// <param name="factors">Where the factors of the first sample begin.</param>
    /// <param name="factorStride">Floats from the factors of one sample to those of the next.</param>
    /// <param name="matrix">The matrix: a row for each factor.</param>
    /// <param name="sums">Where the sums of the first sample begin.</param>
    /// <param name="sumStride">Floats from the sums of one sample to those of the next.</param>
    /// <param name="columns">Floats of a row, at least those of a vector.</param>
    /// <param name="samples">How many samples there are, at least one.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void AddProducts<V>(ReadOnlySpan<float> factors, int factorStride, ReadOnlySpan<float> matrix, Span<float> sums, int sumStride, int columns, int samples)
        where V : struct, ISimd<V>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, V.Count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        int rows = matrix.Length / columns, k = 0;
        Bounds.Rows(factors.Length, samples, factorStride, rows);
        Bounds.Rows(sums.Length, samples, sumStride, columns);
        factors = factors.Slice(0, ((samples - 1) * factorStride) + rows);
        sums = sums.Slice(0, ((samples - 1) * sumStride) + columns);
        if (samples == 1 && MemoryMarshal.Cast<float, int>(factors).Count(0) * ZerosFrom >= factors.Length)
        {
            AddChosen<V>(factors, matrix, sums);
            return;
        }
        ref float first = ref MemoryMarshal.GetReference(factors), row = ref MemoryMarshal.GetReference(matrix), start = ref MemoryMarshal.GetReference(sums);
        for (; k <= rows - 4; k += 4)
        {
            ref float x = ref Unsafe.Add(ref first, k), s = ref start;
            ref float row1 = ref Unsafe.Add(ref row, columns), row2 = ref Unsafe.Add(ref row1, columns), row3 = ref Unsafe.Add(ref row2, columns);
            for (int i = 0; i < samples; i++)
            {
                AddFour<V>(x, in row, Unsafe.Add(ref x, 1), in row1, Unsafe.Add(ref x, 2), in row2, Unsafe.Add(ref x, 3), in row3, ref s, columns);
                x = ref Unsafe.Add(ref x, factorStride);
                s = ref Unsafe.Add(ref s, sumStride);
            }
            row = ref Unsafe.Add(ref row3, columns);
        }
        for (; k < rows; k++)
        {
            ref float x = ref Unsafe.Add(ref first, k), s = ref start;
            for (int i = 0; i < samples; i++)
            {
                AddOne<V>(x, in row, ref s, columns);
                x = ref Unsafe.Add(ref x, factorStride);
                s = ref Unsafe.Add(ref s, sumStride);
            }
            row = ref Unsafe.Add(ref row, columns);
        }
    }

    // The same for one sample, without the rows that a factor of zero multiplies: images are often black, and much of what comes from a Relu
    // is zero. Those rows are not even read, and so a NaN or an infinity in them is not seen.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddChosen<V>(ReadOnlySpan<float> factors, ReadOnlySpan<float> matrix, Span<float> sums)
        where V : struct, ISimd<V>
    {
        int columns = sums.Length, waiting = 0;
        Span<int> chosen = stackalloc int[Chunk + 3];
        ref float x = ref MemoryMarshal.GetReference(factors), rows = ref MemoryMarshal.GetReference(matrix), s = ref MemoryMarshal.GetReference(sums);
        for (int begin = 0; begin < factors.Length; begin += Chunk)
        {
            // Without a branch, which nobody could foresee.
            int end = Math.Min(begin + Chunk, factors.Length), k = 0;
            for (int i = begin; i < end; i++)
            {
                chosen[waiting] = i;
                waiting += factors[i] != 0 ? 1 : 0;
            }
            for (; k <= waiting - 4; k += 4)
            {
                (int a, int b, int c, int d) = (chosen[k], chosen[k + 1], chosen[k + 2], chosen[k + 3]);
                AddFour<V>(
                    Unsafe.Add(ref x, a), in Unsafe.Add(ref rows, (nint)a * columns), Unsafe.Add(ref x, b), in Unsafe.Add(ref rows, (nint)b * columns),
                    Unsafe.Add(ref x, c), in Unsafe.Add(ref rows, (nint)c * columns), Unsafe.Add(ref x, d), in Unsafe.Add(ref rows, (nint)d * columns), ref s, columns);
            }
            chosen.Slice(k, waiting - k).CopyTo(chosen);
            waiting -= k;
        }
        foreach (int k in chosen.Slice(0, waiting))
        {
            AddOne<V>(Unsafe.Add(ref x, k), in Unsafe.Add(ref rows, (nint)k * columns), ref s, columns);
        }
    }

    // The last vector overlaps the one before it. Its sums are read before that one adds to them, and written after it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFour<V>(V x0, ref readonly float row0, V x1, ref readonly float row1, V x2, ref readonly float row2, V x3, ref readonly float row3, ref float sums, int columns)
        where V : struct, ISimd<V>
    {
        int last = columns - V.Count;
        V end = V.LoadUnsafe(ref sums, last);
        for (int j = 0; j < last; j += V.Count)
        {
            V sum = V.LoadUnsafe(ref sums, j);
            sum.AddProduct(x0, V.LoadUnsafe(in row0, j));
            sum.AddProduct(x1, V.LoadUnsafe(in row1, j));
            sum.AddProduct(x2, V.LoadUnsafe(in row2, j));
            sum.AddProduct(x3, V.LoadUnsafe(in row3, j));
            sum.StoreUnsafe(ref sums, j);
        }
        end.AddProduct(x0, V.LoadUnsafe(in row0, last));
        end.AddProduct(x1, V.LoadUnsafe(in row1, last));
        end.AddProduct(x2, V.LoadUnsafe(in row2, last));
        end.AddProduct(x3, V.LoadUnsafe(in row3, last));
        end.StoreUnsafe(ref sums, last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddOne<V>(V x, ref readonly float row, ref float sums, int columns)
        where V : struct, ISimd<V>
    {
        int last = columns - V.Count;
        V end = V.LoadUnsafe(ref sums, last);
        for (int j = 0; j < last; j += V.Count)
        {
            V sum = V.LoadUnsafe(ref sums, j);
            sum.AddProduct(x, V.LoadUnsafe(in row, j));
            sum.StoreUnsafe(ref sums, j);
        }
        end.AddProduct(x, V.LoadUnsafe(in row, last));
        end.StoreUnsafe(ref sums, last);
    }
}
