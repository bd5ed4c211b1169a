using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NnGen.CompilerServices;

/// <summary>Gathers rows from anywhere in memory.</summary>
internal static class Rows
{
    /// <summary>destination[i, …] = source[rows[i], …].</summary>
    /// <param name="source">Rows one after the other.</param>
    /// <param name="length">Floats of a row.</param>
    /// <param name="rows">The numbers of the rows.</param>
    /// <param name="destination">Receives the rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">A row is not in the source, or the destination is too short.</exception>
    public static void Gather(ReadOnlySpan<float> source, int length, ReadOnlySpan<int> rows, Span<float> destination)
    {
        if (Vector512.IsHardwareAccelerated && length >= V512.Count)
        {
            Gather<V512>(source, length, rows, destination);
        }
        else if (Vector256.IsHardwareAccelerated && length >= V256.Count)
        {
            Gather<V256>(source, length, rows, destination);
        }
        else if (Vector128.IsHardwareAccelerated && length >= V128.Count)
        {
            Gather<V128>(source, length, rows, destination);
        }
        else
        {
            for (int i = 0; i < rows.Length; i++)
            {
                source.Slice(checked(rows[i] * length), length).CopyTo(destination.Slice(checked(i * length), length));
            }
        }
    }

    // A row that was not read for long comes from far away, and copied one by one each would be waited for. So four are copied at a time, while
    // the next four are on their way, which takes about half the time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Gather<V>(ReadOnlySpan<float> source, int length, ReadOnlySpan<int> rows, Span<float> destination)
        where V : struct, ISimd<V>
    {
        for (int i = 0; i < rows.Length; i += 4)
        {
            ref readonly float a = ref From(source, length, rows, i), b = ref From(source, length, rows, i + 1), c = ref From(source, length, rows, i + 2), d = ref From(source, length, rows, i + 3);
            ref readonly float next = ref From(source, length, rows, i + 4), nextB = ref From(source, length, rows, i + 5), nextC = ref From(source, length, rows, i + 6), nextD = ref From(source, length, rows, i + 7);
            ref float toA = ref To(destination, length, rows, i), toB = ref To(destination, length, rows, i + 1), toC = ref To(destination, length, rows, i + 2), toD = ref To(destination, length, rows, i + 3);
            for (int k = 0; k < length; k += V.Count)
            {
                // The last vector overlaps the one before it.
                int at = Math.Min(k, length - V.Count);
                Cache.Prefetch(in next, at);
                Cache.Prefetch(in nextB, at);
                Cache.Prefetch(in nextC, at);
                Cache.Prefetch(in nextD, at);
                V.LoadUnsafe(in a, at).StoreUnsafe(ref toA, at);
                V.LoadUnsafe(in b, at).StoreUnsafe(ref toB, at);
                V.LoadUnsafe(in c, at).StoreUnsafe(ref toC, at);
                V.LoadUnsafe(in d, at).StoreUnsafe(ref toD, at);
            }
        }
    }

    // The last row is followed by a copy of it.
    private static ref readonly float From(ReadOnlySpan<float> source, int length, ReadOnlySpan<int> rows, int i) =>
        ref MemoryMarshal.GetReference(source.Slice(checked(rows[Math.Min(i, rows.Length - 1)] * length), length));

    private static ref float To(Span<float> destination, int length, ReadOnlySpan<int> rows, int i) =>
        ref MemoryMarshal.GetReference(destination.Slice(checked(Math.Min(i, rows.Length - 1) * length), length));
}
