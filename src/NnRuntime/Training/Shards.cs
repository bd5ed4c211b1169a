using System.Numerics;

namespace NnRuntime.Training;

/// <summary>How a batch is cut into shards, whose gradients are added up in their order. It depends on the batch and the network, never on
/// the threads: so any number of threads gives the same bits.</summary>
internal readonly struct Shards
{
    /// <summary>The most shards of a batch.</summary>
    public const int Most = 16;

    // Shards begin at multiples of this, so that they are whole tiles of samples.
    private const int Tile = 16;

    // Handing a shard over takes about a microsecond; this work takes 5 to 20.
    private const long LeastFlops = 4_000_000;

    // A shard writes a gradient for each parameter that is read again for the sum. Measured on dense networks (6 operations a parameter and
    // sample), that makes a step of 100,000 parameters on one thread 6 % longer at 32 samples a shard, and 10 % at 16. A gradient that
    // leaves the second-level cache costs more: with 500,000 parameters 6 % at 64 samples, 25 % at 32.
    private const int CachedParameters = 250_000, FlopsPerCachedParameter = 150, FlopsPerParameter = 300;

    private readonly int _samples;

    private Shards(int samples, int count) => (_samples, Count) = (samples, count);

    /// <summary>How many, a power of two.</summary>
    public int Count { get; }

    /// <summary>The shards of a batch; those of a larger batch are no fewer.</summary>
    /// <param name="samples">Samples of the batch.</param>
    /// <param name="network">The network.</param>
    public static Shards Of(int samples, NetworkInfo network)
    {
        // Backward takes about twice what Forward takes.
        double flops = 3.0 * network.Flops * samples;
        double gradient = Math.Max(1.0, network.ParameterCount) * (network.ParameterCount <= CachedParameters ? FlopsPerCachedParameter : FlopsPerParameter);
        double count = Math.Min(flops / LeastFlops, Math.Min(samples / Tile, Math.Max(2, flops / gradient)));

        // A power of two falls evenly on the numbers of processors that there are.
        return new Shards(samples, 1 << BitOperations.Log2((uint)Math.Clamp(count, 1, Most)));
    }

    /// <summary>The samples of the longest shard of any batch up to a size; a smaller batch may have longer ones, as it has fewer.</summary>
    /// <param name="mostSamples">The most samples of a batch.</param>
    /// <param name="network">The network.</param>
    public static int Longest(int mostSamples, NetworkInfo network)
    {
        int longest = 0;
        for (int samples = 1; samples <= mostSamples; samples++)
        {
            Shards shards = Of(samples, network);
            for (int shard = 0; shard < shards.Count; shard++)
            {
                longest = Math.Max(longest, shards.First(shard + 1) - shards.First(shard));
            }
        }
        return longest;
    }

    /// <summary>The first sample of a shard; for the number behind the last shard, the number of samples.</summary>
    public int First(int shard)
    {
        int tiles = (_samples + Tile - 1) / Tile;
        return Math.Min(_samples, (int)((long)tiles * shard / Count) * Tile);
    }
}
