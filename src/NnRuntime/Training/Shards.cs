using System.Numerics;

namespace NnGen.Training;

/// <summary>How a batch is cut into shards, whose gradients are added up in their order. It depends on the batch and the network, never on
/// the threads: so any number of threads gives the same bits.</summary>
internal readonly struct Shards
{
    /// <summary>The most shards of a batch.</summary>
    public const int Most = 16;

    // Shards begin at multiples of this, so that they are whole tiles of samples.
    private const int Tile = 16;

    // A shard is handed over in about a microsecond, and begins with some that any call of Backward takes; this work takes 15 to 40.
    private const long MinFlops = 4_000_000;

    // A shard writes a gradient for each parameter, which is read again for the sum. Dense networks do 6 operations a parameter and sample;
    // measured on those, that makes a step on one thread 3 to 10 % longer at 64 samples a shard, and 10 to 30 % at 32, the more the larger
    // the gradients are against the second-level cache. Networks with convolutions do more operations, and have smaller shards.
    private const int FlopsPerParameter = 300;

    // Each shard reads the parameters and transposes them; 32 samples do 192 operations with one. Two shards of 16 are faster than one of 32.
    private const int FlopsPerParameterInRanges = 190;

    // Large steps are halved nevertheless, since half the machine idle is worse: 500,000 parameters at 32 samples take two threads two thirds
    // of the time where their cores share a cache, and nearly all of it where they do not. Where a step is less work, what cores that do not
    // share a cache have to send each other takes longer than what they save.
    private const long WorthHalvingFlops = 32_000_000;

    /// <summary>The most samples of a batch whose gradients are computed in ranges of the parameters, each as one long sum. Up to so many that is
    /// faster than adding up shards; of more, one sum would lose digits that shards keep.</summary>
    public const int MostSamplesInRanges = 512;

    private readonly int _samples;

    private Shards(int samples, int count) => (_samples, Count) = (samples, count);

    /// <summary>How many, a power of two.</summary>
    public int Count { get; }

    /// <summary>The shards of a batch; those of a larger batch are no fewer.</summary>
    /// <param name="samples">Samples of the batch.</param>
    /// <param name="network">The network.</param>
    public static Shards Of(int samples, NetworkInfo network) => Of(samples, network, FlopsPerParameter, WorthHalvingFlops);

    /// <summary>The same where the gradients are computed in ranges of the parameters, and there is nothing to add up.</summary>
    /// <param name="samples">Samples of the batch.</param>
    /// <param name="network">The network.</param>
    public static Shards InRanges(int samples, NetworkInfo network) => Of(samples, network, FlopsPerParameterInRanges, 0);

    private static Shards Of(int samples, NetworkInfo network, int flopsPerParameter, long worthHalving)
    {
        // Backward takes about twice what Forward takes.
        double flops = 3.0 * network.Flops * samples;
        double count = Math.Max(flops / (flopsPerParameter * Math.Max(1.0, network.ParameterCount)), flops < worthHalving ? 1 : 2);
        count = Math.Min(count, Math.Min(flops / MinFlops, samples / Tile));

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
