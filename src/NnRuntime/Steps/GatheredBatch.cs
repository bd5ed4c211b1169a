using NnGen.Data;

namespace NnGen.Training;

/// <summary>A batch of arbitrary samples of a dataset. Each shard gathers its own samples on its own thread.</summary>
internal sealed class GatheredBatch<TTarget>(int maxBatchSize, int inputLength, int targetLength)
    where TTarget : unmanaged
{
    private readonly float[] _inputs = new float[ArrayLength.Of(maxBatchSize, inputLength, "samples of a batch", "floats")];
    private readonly TTarget[] _targets = new TTarget[ArrayLength.Of(maxBatchSize, targetLength, "samples of a batch", "targets")];
    private Dataset<TTarget>? _data;
    private ReadOnlyMemory<int> _samples;

    /// <summary>Gets the inputs that have been gathered so far.</summary>
    public ReadOnlySpan<float> Inputs => _inputs;

    /// <summary>Gets the targets that have been gathered so far.</summary>
    public ReadOnlySpan<TTarget> Targets => _targets;

    /// <summary>Sets the dataset and the samples of the batch.</summary>
    public void Choose(Dataset<TTarget> data, ReadOnlyMemory<int> samples) => (_data, _samples) = (data, samples);

    /// <summary>Gathers a range of samples of the batch.</summary>
    /// <param name="first">Position of the first sample in the batch.</param>
    /// <param name="count">Number of samples.</param>
    public void Gather(int first, int count) =>
        _data!.Gather(_samples.Span.Slice(first, count), _inputs.AsSpan(first * inputLength, count * inputLength), _targets.AsSpan(first * targetLength, count * targetLength));
}
