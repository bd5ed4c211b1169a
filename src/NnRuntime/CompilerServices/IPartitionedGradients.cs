using System.ComponentModel;

namespace NnGen.CompilerServices;

/// <summary>The training pass of a network of many parameters in two, each of which several threads can share: the chain rule for some samples
/// of a batch, and then the gradients of some parameters over all samples. Emitted networks offer it to <see cref="Training.ParallelTrainer{TSelf,
/// TTarget}"/>, whose threads then need no gradients of their own that have to be added up.</summary>
/// <typeparam name="TTarget">The kind of the targets.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IPartitionedGradients<TTarget>
    where TTarget : unmanaged
{
    /// <summary>The chain rule for some samples of a batch; returns scale·Σ wᵢ·Lᵢ over them.</summary>
    /// <param name="inputs">These samples.</param>
    /// <param name="targets">Their targets.</param>
    /// <param name="sampleWeights">Their weights, as for Backward.</param>
    /// <param name="first">How many samples of the batch are before them.</param>
    /// <param name="all">The samples of the batch.</param>
    /// <param name="batch">Scratch for the whole batch; calls for other samples may write to it at the same time.</param>
    /// <param name="own">Scratch of the calling thread's own, for one sample or more.</param>
    /// <param name="step">As for Backward.</param>
    float Backpropagate(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> sampleWeights, int first, int all, Workspace batch, Workspace own, in TrainingStep step);

    /// <summary>Overwrites gradients with those over the batch, when the chain rule is through with all of its samples. Each row of weights
    /// belongs to one of the ranges that parameters are divided into, though not always to that which its numbers are in.</summary>
    /// <param name="inputs">All samples.</param>
    /// <param name="gradients">The gradients of all parameters, of which those are written that belong to the range.</param>
    /// <param name="from">The first parameter.</param>
    /// <param name="to">One past the last parameter of the range.</param>
    /// <param name="all">The samples of the batch.</param>
    /// <param name="batch">Its scratch.</param>
    void Gradients(ReadOnlySpan<float> inputs, Span<float> gradients, int from, int to, int all, Workspace batch);
}
