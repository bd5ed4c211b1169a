using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NnGen.CompilerServices;

/// <summary>Dropout whose mask is a pure function of seed, step, sample and element: it is the same regardless of the shard or thread that computes it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DropoutMask
{
    /// <summary>y = x·(kept ? 1 / (1 − rate) : 0) in rows of <paramref name="length"/> floats; both may be the same memory.</summary>
    /// <remarks>The hash of a sample is that of SplitMix64 (Steele and others, 2014); the elements are distinguished by a 32-bit mixer with
    /// the constants of C. Wellons' "lowbias32".</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ReadOnlySpan<float> x, Span<float> y, int length, uint firstElement, double rate, in TrainingStep step)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        Bounds.Room(y.Length, x.Length);
        float kept = (float)(1 / (1 - rate));
        uint threshold = (uint)(rate * 4294967296.0);
        for (int row = 0; row < x.Length / length; row++)
        {
            ulong hash = Mix((ulong)(uint)step.Seed + 0x9E3779B97F4A7C15);
            hash = Mix(hash ^ (ulong)step.Step);
            hash = Mix(hash ^ (uint)(step.FirstSample + row));
            uint low = (uint)hash, high = (uint)(hash >> 32);
            ReadOnlySpan<float> from = x.Slice(row * length, length);
            Span<float> to = y.Slice(row * length, length);
            for (int column = 0; column < from.Length; column++)
            {
                uint u = low + ((firstElement + (uint)column) * 0x9E3779B9u);
                u ^= high;
                u = (u ^ (u >> 16)) * 0x7FEB352D;
                u = (u ^ (u >> 15)) * 0x846CA68B;
                u ^= u >> 16;

                // A product, so that NaN comes through where it is dropped.
                to[column] = from[column] * (u >= threshold ? kept : 0f);
            }
        }
    }

    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
