using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Benchmarks.Shared;

namespace NnGen.Benchmarks.Timing;

/// <summary>Reads memory in order with the widest vectors, as fast as this machine can.</summary>
internal static class StreamingRead
{
    // The floats of an iteration at the widest vectors: eight accumulators, since an addition takes four cycles and two may start in each.
    private const int Step = 8 * 16, CacheLine = 64;

    private static float[] s_buffer = [];

    /// <summary>Keeps what was read, so that the JIT does not leave out the reads.</summary>
    public static float Sum { get; private set; }

    /// <summary>The next length that the loop reads without a remainder.</summary>
    public static int RoundUp(int floats) => checked(floats + Step - 1) / Step * Step;

    /// <summary>Reads of the first <paramref name="floats"/> floats of a buffer that all reads share.</summary>
    public static TimedLoop Of(int floats)
    {
        if (s_buffer.Length < floats + (CacheLine / sizeof(float)))
        {
            s_buffer = GC.AllocateArray<float>(floats + (CacheLine / sizeof(float)), pinned: true);
            s_buffer.AsSpan().Fill(1);   // a system maps what was never written to one page of zeros, which any cache holds
        }
        return Vector512.IsHardwareAccelerated ? Of<Floats512>(floats) : Vector256.IsHardwareAccelerated ? Of<Floats256>(floats) : Of<Floats128>(floats);
    }

    private static TimedLoop Of<TVector>(int floats)
        where TVector : struct, IFloats<TVector> => new(reads => Sum = Read<TVector>(ref s_buffer[Aligned(s_buffer)], floats, reads));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Read<TVector>(ref float first, int floats, int reads)
        where TVector : struct, IFloats<TVector>
    {
        TVector zero = TVector.Repeat(0), a = zero, b = zero, c = zero, d = zero, e = zero, f = zero, g = zero, h = zero;
        for (int read = 0; read < reads; read++)
        {
            ref float next = ref first;
            for (int left = floats; left > 0; left -= 8 * TVector.Count)
            {
                a += TVector.Load(in next, 0);
                b += TVector.Load(in next, TVector.Count);
                c += TVector.Load(in next, 2 * TVector.Count);
                d += TVector.Load(in next, 3 * TVector.Count);
                e += TVector.Load(in next, 4 * TVector.Count);
                f += TVector.Load(in next, 5 * TVector.Count);
                g += TVector.Load(in next, 6 * TVector.Count);
                h += TVector.Load(in next, 7 * TVector.Count);
                next = ref Unsafe.Add(ref next, 8 * TVector.Count);
            }
        }
        return (a + b + c + d + e + f + g + h).Sum();
    }

    // Where the first cache line begins: a vector that spans two lines takes two reads.
    private static int Aligned(float[] pinned) => (int)((CacheLine - (Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0) % CacheLine)) % CacheLine / sizeof(float));
}
