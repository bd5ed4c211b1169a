using System.Runtime.CompilerServices;

namespace NnGen.Data;

/// <summary>The generator xoshiro256** (Blackman and Vigna, 2018), seeded by SplitMix64: the same seed gives the same numbers everywhere.</summary>
public sealed class Xoshiro256
{
    private ulong _a, _b, _c, _d;

    /// <summary>Starts the sequence of a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">Tells sequences of one seed apart.</param>
    public Xoshiro256(int seed, int stream = 0)
    {
        ulong state = (uint)seed | ((ulong)(uint)stream << 32);
        (_a, _b, _c, _d) = (SplitMix(ref state), SplitMix(ref state), SplitMix(ref state), SplitMix(ref state));
    }

    /// <summary>64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextULong()
    {
        ulong result = ulong.RotateLeft(_b * 5, 7) * 9, t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A number from 0 (included) to 1 (excluded).</summary>
    public float NextFloat() => (NextULong() >> 40) * (1f / (1 << 24));

    /// <summary>A number from 0 (included) to 1 (excluded).</summary>
    public double NextDouble() => (NextULong() >> 11) * (1.0 / (1L << 53));

    /// <summary>A whole number from 0 to <paramref name="count"/> − 1, each as likely as any other.</summary>
    /// <param name="count">At least 1.</param>
    public int NextInt(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);

        // Rejects the numbers beyond the last whole multiple, and divides only where there may be one (Lemire, 2019).
        ulong product = (uint)(NextULong() >> 32) * (ulong)(uint)count;
        if ((uint)product < (uint)count)
        {
            uint limit = (uint)-count % (uint)count;
            while ((uint)product < limit)
            {
                product = (uint)(NextULong() >> 32) * (ulong)(uint)count;
            }
        }
        return (int)(product >> 32);
    }

    /// <summary>A number of the normal distribution with mean 0 and variance 1 (Box and Muller, 1958).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>Puts the items in random order (Fisher and Yates, 1938).</summary>
    /// <param name="items">The items.</param>
    public void Shuffle(Span<int> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
