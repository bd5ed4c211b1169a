using NnGen.CompilerServices;
using NnGen.Optimizers;

namespace NnGen.Training;

/// <summary>The gradients of the shards of a batch, each in memory of its own; the first also receives their sum.</summary>
internal sealed class GradientSlabs
{
    /// <summary>Number of floats of a cache line, and of the widest vector.</summary>
    public const int CacheLine = 16;

    private readonly int _parameters, _stride;
    private readonly AlignedMemory _memory;

    /// <summary>Allocates the gradients of a number of shards.</summary>
    public GradientSlabs(int parameters, int count)
    {
        _parameters = parameters;

        // Slabs begin on cache lines whose numbers differ in the low bits, so that data that are read together do not compete for the same cache sets.
        _stride = checked(((parameters + 1023) / 1024 * 1024) + (5 * CacheLine));
        _memory = new AlignedMemory(checked(_stride * count));
    }

    /// <summary>Gets the gradients of a shard.</summary>
    public Span<float> this[int shard] => _memory.Span.Slice(shard * _stride, _parameters);

    /// <summary>Returns the first shards, for their sum.</summary>
    public GradientShards First(int count) => new(_memory.Span, count, _stride);
}
