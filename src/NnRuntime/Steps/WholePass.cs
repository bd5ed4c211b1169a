using NnGen.CompilerServices;

namespace NnGen.Training;

/// <summary>The training pass as one phase: each shard runs Backward, which writes its own gradients.</summary>
internal sealed class WholePass<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, GradientSlabs gradients) : IBackwardPhases<TTarget>
    where TSelf : class, ITrainable<TSelf, TTarget>
    where TTarget : unmanaged
{
    public ReadOnlySpan<PhaseAxis> Phases => [PhaseAxis.Samples];

    public float RunSamples(int phase, ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> sampleWeights, in BatchShard shard, Workspace batch, Workspace own, in TrainingStep step) =>
        network.Backward(inputs, targets, sampleWeights, gradients[shard.Index], own, step);

    public void RunParameters(int phase, ReadOnlySpan<float> inputs, Span<float> gradients, int from, int to, int shards, Workspace batch) => throw Arguments.Phase(phase);
}
