using System.Numerics;

namespace NnGen.Training;

/// <summary>Determines how a batch is split into shards, whose gradients are summed in order. The split depends only on the batch and the network, never on
/// the threads, so any number of threads gives the same bits.</summary>
internal readonly struct Shards
{
    /// <summary>Maximum number of shards of a batch.</summary>
    public const int Most = 16;

    // Shards begin at multiples of this, so that they consist of whole tiles of samples.
    private const int Tile = 16;

    // Handing over a shard takes about a microsecond, and every call of Backward has a few microseconds of overhead; this work takes 15 to 40.
    private const long MinFlops = 4_000_000;

    // A shard writes a gradient for each parameter, which is read again for the sum. Dense networks do 6 operations per parameter and sample. For these,
    // sharding was measured to make a step on one thread 3 to 10 % longer at 64 samples per shard, and 10 to 30 % at 32, depending on the size of the
    // gradients relative to the second-level cache. Networks with convolutions do more operations, so their shards are smaller.
    private const int FlopsPerParameter = 300;

    // Each shard reads the parameters and transposes them; 32 samples do 192 operations per parameter. Two shards of 16 are faster than one of 32.
    private const int FlopsPerParameterInRanges = 190;

    // Large steps are split in two anyway, since leaving half the machine idle is worse: with 500,000 parameters and 32 samples, two threads take two thirds
    // of the time if their cores share a cache, and nearly all of it if they do not. For smaller steps, transfers between cores that do not share a cache
    // take longer than the split saves.
    private const long WorthHalvingFlops = 32_000_000;

    /// <summary>Maximum number of samples of a batch whose gradients are computed in ranges of the parameters, each as one long sum. Up to this size, that is
    /// faster than summing shards; beyond it, a single sum would lose precision that shards keep.</summary>
    public const int MostSamplesInRanges = 512;

    private readonly int _samples;

    private Shards(int samples, int count) => (_samples, Count) = (samples, count);

    /// <summary>Gets the number of shards, a power of two.</summary>
    public int Count { get; }

    /// <summary>Returns the shards of a batch. A larger batch has at least as many.</summary>
    /// <param name="samples">Number of samples of the batch.</param>
    /// <param name="network">The network.</param>
    public static Shards Of(int samples, NetworkInfo network) => Of(samples, network, FlopsPerParameter, WorthHalvingFlops);

    /// <summary>Returns the shards of a batch whose gradients are computed in ranges of the parameters, without sums over shards.</summary>
    /// <param name="samples">Number of samples of the batch.</param>
    /// <param name="network">The network.</param>
    public static Shards InRanges(int samples, NetworkInfo network) => Of(samples, network, FlopsPerParameterInRanges, 0);

    private static Shards Of(int samples, NetworkInfo network, int flopsPerParameter, long worthHalving)
    {
        // Backward takes about twice as long as Forward.
        double flops = 3.0 * network.Flops * samples;
        double count = Math.Max(flops / (flopsPerParameter * Math.Max(1.0, network.ParameterCount)), flops < worthHalving ? 1 : 2);
        count = Math.Min(count, Math.Min(flops / MinFlops, samples / Tile));

        // A power of two divides evenly among the common numbers of processors.
        return new Shards(samples, 1 << BitOperations.Log2((uint)Math.Clamp(count, 1, Most)));
    }

    /// <summary>Returns the number of samples of the longest shard of any batch up to a size. A smaller batch may have longer shards, since it has
    /// fewer.</summary>
    /// <param name="mostSamples">Maximum number of samples of a batch.</param>
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

    /// <summary>Returns the first sample of a shard; for the index after the last shard, the number of samples.</summary>
    public int First(int shard)
    {
        int tiles = (_samples + Tile - 1) / Tile;
        return Math.Min(_samples, (int)((long)tiles * shard / Count) * Tile);
    }
}
