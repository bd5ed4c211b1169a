using NnGen.Data;

namespace NnGen.Training;

/// <summary>A batch of samples from anywhere in a dataset. Every shard copies its own samples together, on its own thread.</summary>
internal sealed class GatheredBatch<TTarget>(int maxBatchSize, int inputLength, int targetLength)
    where TTarget : unmanaged
{
    private readonly float[] _inputs = new float[ArrayLength.Of(maxBatchSize, inputLength, "samples of a batch", "floats")];
    private readonly TTarget[] _targets = new TTarget[ArrayLength.Of(maxBatchSize, targetLength, "samples of a batch", "targets")];
    private Dataset<TTarget>? _data;
    private ReadOnlyMemory<int> _samples;

    /// <summary>The inputs, as far as they have been gathered.</summary>
    public ReadOnlySpan<float> Inputs => _inputs;

    /// <summary>The targets, as far as they have been gathered.</summary>
    public ReadOnlySpan<TTarget> Targets => _targets;

    /// <summary>Says which samples of which dataset the batch is.</summary>
    public void Choose(Dataset<TTarget> data, ReadOnlyMemory<int> samples) => (_data, _samples) = (data, samples);

    /// <summary>Copies some samples of the batch together.</summary>
    /// <param name="first">The first, as a position in the batch.</param>
    /// <param name="count">How many.</param>
    public void Gather(int first, int count) =>
        _data!.Gather(_samples.Span.Slice(first, count), _inputs.AsSpan(first * inputLength, count * inputLength), _targets.AsSpan(first * targetLength, count * targetLength));
}
