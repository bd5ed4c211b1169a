using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace NnGen.CompilerServices;

/// <summary>Rows of a matrix that a product fetches before it needs them. With the literal sizes of emitted code nothing of the questions remains.</summary>
/// <remarks>The processor itself looks no further ahead than the page of 4 KB that it reads, and the next rows of a wide matrix are in other ones.
/// Measured where there are 16 vector registers of 256 bits; where there are 32 it was not measured, and nothing is fetched.</remarks>
internal static class Cache
{
    /// <summary>Rows ahead: what is computed with those between takes about as long as fetching one from the last cache.</summary>
    public const int RowsAhead = 8;

    // Rows this many floats apart, 2 KB, map to a few sets of the first two caches: when the next block of samples reads them again, hardly any
    // is there.
    private const int Places = 512;

    // 256 KB: a matrix that is larger does not stay in the second cache beside what else is there.
    private const int Near = 65_536;

    /// <summary>Whether blocks of several samples, which read a row again and again, gain by it.</summary>
    /// <param name="step">Floats from one row to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool FetchesBlocks<V>(int step)
        where V : struct, ISimd<V> => V.Rows == 6 && step % Places == 0;

    /// <summary>Whether a single sample, which reads each row once, gains by it.</summary>
    /// <param name="step">Floats from one row to the next.</param>
    /// <param name="count">The rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool FetchesRows<V>(int step, int count)
        where V : struct, ISimd<V> => V.Rows == 6 && (long)step * count > Near;

    /// <summary>Prefetches the memory at an offset; the address need not be valid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch(ref readonly float start, int offset)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref Unsafe.AsRef(in start), offset)));
        }
    }
}
