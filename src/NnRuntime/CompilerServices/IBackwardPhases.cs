using System.ComponentModel;

namespace NnGen.CompilerServices;

/// <summary>A training pass in phases, which several threads share: the items of a phase run in any order and at the same time, and all are done before the
/// next phase begins. A network whose Backward of a shard needs nothing of other shards, and leaves no sum to the end, does not implement it.</summary>
/// <remarks>The scratch memory of the batch keeps what one phase leaves to the next. A value of the whole batch, such as the mean of a feature, is computed
/// from sums of each shard: one phase stores the sum of its shard, and the next adds those of all shards in their order, so that the bits do not depend on the
/// threads.</remarks>
/// <typeparam name="TTarget">The type of the targets.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IBackwardPhases<TTarget>
    where TTarget : unmanaged
{
    /// <summary>Gets what each phase is divided into, in the order of the phases.</summary>
    ReadOnlySpan<PhaseAxis> Phases { get; }

    /// <summary>Runs a phase for one shard of the batch.</summary>
    /// <param name="phase">Index of the phase.</param>
    /// <param name="inputs">The samples of the shard.</param>
    /// <param name="targets">Their targets.</param>
    /// <param name="sampleWeights">Their weights, as for Backward.</param>
    /// <param name="shard">The place of the shard in the batch.</param>
    /// <param name="batch">Scratch for the whole batch; calls for other shards may write to it at the same time.</param>
    /// <param name="own">Scratch of the calling thread, for at least one sample; its content is undefined in every phase.</param>
    /// <param name="step">As for Backward.</param>
    /// <returns>What the phase adds to the loss of the batch: scale·Σ wᵢ·Lᵢ over the shard in one phase, 0 in the others.</returns>
    float RunSamples(int phase, ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> sampleWeights, in BatchShard shard, Workspace batch, Workspace own, in TrainingStep step);

    /// <summary>Runs a phase for one range of the parameters: overwrites their gradients over the whole batch. Each row of weights belongs to one of the
    /// ranges that parameters are divided into, though not always to that which its numbers are in.</summary>
    /// <param name="phase">Index of the phase.</param>
    /// <param name="inputs">All samples of the batch.</param>
    /// <param name="gradients">The gradients of all parameters, of which those are written that belong to the range.</param>
    /// <param name="from">Index of the first parameter of the range.</param>
    /// <param name="to">Index after the last parameter of the range.</param>
    /// <param name="shards">Number of shards of the batch in the phases over samples.</param>
    /// <param name="batch">Scratch for the whole batch.</param>
    void RunParameters(int phase, ReadOnlySpan<float> inputs, Span<float> gradients, int from, int to, int shards, Workspace batch);
}
