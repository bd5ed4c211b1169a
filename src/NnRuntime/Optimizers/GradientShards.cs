using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NnGen.CompilerServices;

namespace NnGen.Optimizers;

/// <summary>Gradients in one or more consecutive shards. An optimizer sums them in order, in the registers that it computes with.</summary>
internal readonly ref struct GradientShards
{
    private readonly ref readonly float _first;
    private readonly int _count, _stride;

    /// <summary>Creates a single shard of all gradients.</summary>
    public GradientShards(ReadOnlySpan<float> gradients)
    {
        _first = ref MemoryMarshal.GetReference(gradients);
        (_count, _stride) = (1, gradients.Length);
    }

    /// <summary>Creates several shards.</summary>
    /// <param name="slabs">Memory of the shards.</param>
    /// <param name="count">Number of shards.</param>
    /// <param name="stride">Number of floats from the start of one shard to the start of the next.</param>
    public GradientShards(ReadOnlySpan<float> slabs, int count, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(stride);
        ArgumentOutOfRangeException.ThrowIfLessThan(slabs.Length, (long)count * stride);
        _first = ref MemoryMarshal.GetReference(slabs);
        (_count, _stride) = (count, stride);
    }

    /// <summary>Gets the number of floats that every shard has.</summary>
    public int Length => _stride;

    /// <summary>Writes the sum over the shards; the destination may be the memory of the first shard.</summary>
    /// <param name="sum">Receives one float per gradient of a shard.</param>
    /// <param name="from">Index of the first gradient to sum.</param>
    /// <param name="to">Index after the last gradient to sum.</param>
    public void Sum(Span<float> sum, int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, to);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to, Math.Min(sum.Length, _stride));
        ref float destination = ref MemoryMarshal.GetReference(sum);
        int done = Vector512.IsHardwareAccelerated ? Sum<V512>(ref destination, from, to)
            : Vector256.IsHardwareAccelerated ? Sum<V256>(ref destination, from, to)
            : Vector128.IsHardwareAccelerated ? Sum<V128>(ref destination, from, to) : from;
        Sum<V1>(ref destination, done, to);
    }

    /// <summary>Returns the sum over the shards. The caller has checked the bounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Load<V>(int offset)
        where V : struct, ISimd<V>
    {
        V sum = V.LoadUnsafe(in _first, offset);
        for (int shard = 1; shard < _count; shard++)
        {
            offset += _stride;
            sum += V.LoadUnsafe(in _first, offset);
        }
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private int Sum<V>(ref float sum, int start, int end)
        where V : struct, ISimd<V>
    {
        int i = start;
        for (; i <= end - V.Count; i += V.Count)
        {
            Load<V>(i).StoreUnsafe(ref sum, i);
        }
        return i;
    }
}
