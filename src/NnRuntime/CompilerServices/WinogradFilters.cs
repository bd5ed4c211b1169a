using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnGen.CompilerServices;

/// <summary>The transform of 3×3 kernels to 4×4 factors: U = G g Gᵀ, in the order [factor][filter][channel]; and that of their gradients back.</summary>
internal static class WinogradFilters
{
    /// <summary>Numbers of a kernel.</summary>
    public const int Taps = 9;

    /// <summary>Transforms all kernels.</summary>
    /// <param name="weights">The kernels, in the order [filter][channel][row][column].</param>
    /// <param name="kernels">Their number.</param>
    /// <param name="factors">Receives U.</param>
    /// <param name="stride">Floats from one factor of a kernel to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Transform(ReadOnlySpan<float> weights, int kernels, Span<float> factors, int stride)
    {
        Bounds.Room(weights.Length, (long)kernels * Taps);
        Bounds.Rows(factors.Length, WinogradShape.Products, stride, kernels);
        ref float from = ref MemoryMarshal.GetReference(weights), to = ref MemoryMarshal.GetReference(factors);
        if (kernels < BlockTranspose.Size)
        {
            for (int k = 0; k < kernels; k++)
            {
                ref float g = ref Unsafe.Add(ref from, k * Taps);
                Kernels<V1>(
                    ref Unsafe.Add(ref to, k), stride, g, Unsafe.Add(ref g, 1), Unsafe.Add(ref g, 2),
                    Unsafe.Add(ref g, 3), Unsafe.Add(ref g, 4), Unsafe.Add(ref g, 5), Unsafe.Add(ref g, 6), Unsafe.Add(ref g, 7), Unsafe.Add(ref g, 8));
            }
            return;
        }
        for (int next = 0; next < kernels; next += BlockTranspose.Size)
        {
            // Four kernels; the last ones overlap those before them. A vector is one tap of each.
            int k = Math.Min(next, kernels - BlockTranspose.Size);
            ref float g = ref Unsafe.Add(ref from, k * Taps);
            BlockTranspose first = BlockTranspose.LoadUnsafe(ref g, Taps).Transpose(), second = BlockTranspose.LoadUnsafe(ref Unsafe.Add(ref g, 4), Taps).Transpose();
            BlockTranspose last = BlockTranspose.LoadUnsafe(ref Unsafe.Add(ref g, 5), Taps).Transpose();
            Kernels(
                ref Unsafe.Add(ref to, k), stride, first.First, first.Second, first.Third,
                first.Fourth, second.First, second.Second, second.Third, second.Fourth, last.Fourth);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Kernels<V>(ref float to, int stride, V g00, V g01, V g02, V g10, V g11, V g12, V g20, V g21, V g22)
        where V : struct, ISimd<V>
    {
        V half = 0.5f, sum0 = (g00 + g20) * half, sum1 = (g01 + g21) * half, sum2 = (g02 + g22) * half, middle0 = g10 * half, middle1 = g11 * half, middle2 = g12 * half;
        Row(ref to, stride, g00, g01, g02);
        Row(ref Unsafe.Add(ref to, 4 * stride), stride, sum0 + middle0, sum1 + middle1, sum2 + middle2);
        Row(ref Unsafe.Add(ref to, 8 * stride), stride, sum0 - middle0, sum1 - middle1, sum2 - middle2);
        Row(ref Unsafe.Add(ref to, 12 * stride), stride, g20, g21, g22);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row<V>(ref float to, int stride, V left, V middle, V right)
        where V : struct, ISimd<V>
    {
        V sum = (left + right) * 0.5f, half = middle * 0.5f;
        left.StoreUnsafe(ref to, 0);
        (sum + half).StoreUnsafe(ref to, stride);
        (sum - half).StoreUnsafe(ref to, 2 * stride);
        right.StoreUnsafe(ref to, 3 * stride);
    }

    /// <summary>The gradients of all kernels from those of their factors: dg = Gᵀ dU G.</summary>
    /// <param name="factors">dU.</param>
    /// <param name="kernels">The number of kernels.</param>
    /// <param name="stride">Floats from one factor of a kernel to the next.</param>
    /// <param name="gradients">Receives the gradients of the kernels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Gradients(ReadOnlySpan<float> factors, int kernels, int stride, Span<float> gradients)
    {
        Bounds.Rows(factors.Length, WinogradShape.Products, stride, kernels);
        Bounds.Room(gradients.Length, (long)kernels * Taps);
        ref float from = ref MemoryMarshal.GetReference(factors), to = ref MemoryMarshal.GetReference(gradients);
        if (kernels < BlockTranspose.Size)
        {
            for (int k = 0; k < kernels; k++)
            {
                Columns(ref Unsafe.Add(ref from, k), stride, out V1 a, out V1 b, out V1 c, out V1 d, out V1 e, out V1 f, out V1 g, out V1 h, out V1 i);
                ReadOnlySpan<V1> taps = [a, b, c, d, e, f, g, h, i];
                for (int tap = 0; tap < Taps; tap++)
                {
                    Unsafe.Add(ref to, (k * Taps) + tap) = taps[tap].ToScalar();
                }
            }
            return;
        }
        for (int next = 0; next < kernels; next += BlockTranspose.Size)
        {
            int k = Math.Min(next, kernels - BlockTranspose.Size);
            ref float factor = ref Unsafe.Add(ref from, k), g = ref Unsafe.Add(ref to, k * Taps);
            Columns(ref factor, stride, out V128 g00, out V128 g01, out V128 g02, out V128 g10, out V128 g11, out V128 g12, out V128 g20, out V128 g21, out V128 g22);
            new BlockTranspose(g00.Vector, g01.Vector, g02.Vector, g10.Vector).Transpose().StoreUnsafe(ref g, 0, Taps, 2 * Taps, 3 * Taps);
            new BlockTranspose(g11.Vector, g12.Vector, g20.Vector, g21.Vector).Transpose().StoreUnsafe(ref Unsafe.Add(ref g, 4), 0, Taps, 2 * Taps, 3 * Taps);
            for (int i = 0; i < BlockTranspose.Size; i++)
            {
                Unsafe.Add(ref g, (i * Taps) + Taps - 1) = g22.Vector[i];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Columns<V>(ref float from, int stride, out V g00, out V g01, out V g02, out V g10, out V g11, out V g12, out V g20, out V g21, out V g22)
        where V : struct, ISimd<V>
    {
        Column(ref from, stride, out V a0, out V a1, out V a2);
        Column(ref Unsafe.Add(ref from, stride), stride, out V b0, out V b1, out V b2);
        Column(ref Unsafe.Add(ref from, 2 * stride), stride, out V c0, out V c1, out V c2);
        Column(ref Unsafe.Add(ref from, 3 * stride), stride, out V d0, out V d1, out V d2);
        Combine(a0, b0, c0, d0, out g00, out g01, out g02);
        Combine(a1, b1, c1, d1, out g10, out g11, out g12);
        Combine(a2, b2, c2, d2, out g20, out g21, out g22);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column<V>(ref float from, int stride, out V first, out V second, out V third)
        where V : struct, ISimd<V> =>
        Combine(V.LoadUnsafe(ref from, 0), V.LoadUnsafe(ref from, 4 * stride), V.LoadUnsafe(ref from, 8 * stride), V.LoadUnsafe(ref from, 12 * stride), out first, out second, out third);

    // Gᵀ times a column.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Combine<V>(V a, V b, V c, V d, out V first, out V second, out V third)
        where V : struct, ISimd<V>
    {
        V half = 0.5f, sum = (b + c) * half;
        first = a + sum;
        second = (b - c) * half;
        third = sum + d;
    }
}
