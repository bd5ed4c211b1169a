using System.ComponentModel;

namespace NnGen.CompilerServices;

/// <summary>The place of consecutive samples in a batch that is split into shards.</summary>
/// <param name="index">Number of shards before this one.</param>
/// <param name="count">Number of shards of the batch.</param>
/// <param name="first">Number of samples before this shard.</param>
/// <param name="batchSize">Number of samples of the batch.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BatchShard(int index, int count, int first, int batchSize)
{
    /// <summary>Gets the number of shards before this one.</summary>
    public int Index { get; } = index;

    /// <summary>Gets the number of shards of the batch.</summary>
    public int Count { get; } = count;

    /// <summary>Gets the number of samples before this shard.</summary>
    public int First { get; } = first;

    /// <summary>Gets the number of samples of the batch.</summary>
    public int BatchSize { get; } = batchSize;
}
