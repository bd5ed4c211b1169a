using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NnGen.CompilerServices;

/// <summary>Sums down the columns of a matrix.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Columns
{
    /// <summary>sums[j] = Σᵢ matrix[i, j] over <paramref name="rows"/> rows that are <paramref name="stride"/> floats apart.</summary>
    public static void Sum(ReadOnlySpan<float> matrix, int rows, int stride, Span<float> sums)
    {
        Bounds.Rows(matrix.Length, rows, stride, sums.Length);
        int done = 0;
        if (Vector512.IsHardwareAccelerated && sums.Length - done >= Vector512<float>.Count)
        {
            Sum<V512>(matrix, rows, stride, sums, ref done);
        }
        if (Vector256.IsHardwareAccelerated && sums.Length - done >= Vector256<float>.Count)
        {
            Sum<V256>(matrix, rows, stride, sums, ref done);
        }
        if (Vector128.IsHardwareAccelerated && sums.Length - done >= Vector128<float>.Count)
        {
            Sum<V128>(matrix, rows, stride, sums, ref done);
        }
        if (done < sums.Length)
        {
            Sum<V1>(matrix, rows, stride, sums, ref done);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Sum<V>(ReadOnlySpan<float> matrix, int rows, int stride, Span<float> sums, ref int start)
        where V : struct, ISimd<V>
    {
        for (; start <= sums.Length - V.Count; start += V.Count)
        {
            V sum = 0f;
            for (int i = 0; i < rows; i++)
            {
                sum += V.Load(matrix.Slice((i * stride) + start, V.Count));
            }
            sum.Store(sums.Slice(start));
        }
    }
}
