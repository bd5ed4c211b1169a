using NnGen.Data;

namespace NnGen.Training;

/// <summary>Training steps on a source of batches, which is read ahead on a separate thread. To reach a step other than the next one, its epoch is read
/// again.</summary>
internal sealed class SourceSteps<TSelf, TTarget>(IBatchSource<TTarget> source, FitOptions options) : StepData<TSelf, TTarget>(source.Count, options)
    where TSelf : class, ITrainable<TSelf, TTarget>
    where TTarget : unmanaged
{
    private readonly IBatchSource<TTarget> _ahead = source.Prefetch();
    private readonly BatchWeights<TTarget>? _weights = BatchWeights<TTarget>.Of(source.Count, options, TSelf.Info, (int)Math.Min(options.BatchSize, source.Count));
    private IBatchReader<TTarget>? _reader;
    private long _at = -1;

    public override string Description => DataFingerprint.Of(source, Options.CancellationToken);

    public override DataSchema Names => source.Schema;

    public override float Step(long number, ParallelTrainer<TSelf, TTarget> trainer, out double weight)
    {
        IBatchReader<TTarget> reader = Find(number);
        Batch<TTarget> batch = reader.Current;
        (weight, float scale) = (batch.Count, (float)(1.0 / batch.Count));
        ReadOnlySpan<float> weights = _weights is null ? default : _weights.Of(reader.Samples, batch.Targets, out weight, out scale);
        return trainer.Step(batch.Inputs, batch.Targets, weights, At(number, scale));
    }

    public override (long[] Samples, float[] Inputs, TTarget[] Targets) Batch(long number)
    {
        IBatchReader<TTarget> reader = Find(number);
        return (reader.Samples.ToArray(), reader.Current.Inputs.ToArray(), reader.Current.Targets.ToArray());
    }

    public override (Dataset<TTarget> Data, int[] Samples) Measured(int most)
    {
        using IBatchReader<TTarget> reader = source.Prefetch(1).Read(new BatchReadOptions { BatchSize = most, Seed = Options.Seed, Shuffle = false }, Options.CancellationToken);
        if (!reader.MoveNext())
        {
            throw Short(0);
        }
        return (new Dataset<TTarget>(reader.Current.Inputs.ToArray(), reader.Current.Targets.ToArray(), source.InputLength, source.TargetLength), [.. Enumerable.Range(0, reader.Current.Count)]);
    }

    public override void EndEpoch()
    {
        // Reads to the end, so that an error after the last sample is not lost.
        if (_reader?.MoveNext() == true)
        {
            throw new InvalidOperationException($"The source '{source}' declared {source.Count} samples, but has more; return as many samples in every epoch as Count declares.");
        }
        _reader?.Dispose();
        _reader = null;
    }

    public override void Dispose()
    {
        _reader?.Dispose();
        base.Dispose();
    }

    private IBatchReader<TTarget> Find(long number)
    {
        if (_reader is null || number < _at || number / Batches != _at / Batches)
        {
            _reader?.Dispose();
            _reader = _ahead.Read(EpochOf(number), Options.CancellationToken);
            _at = (number / Batches * Batches) - 1;
        }
        for (; _at < number; _at++)
        {
            int expected = (_at + 2) % Batches == 0 ? (int)(source.Count - ((Batches - 1L) * BatchSize)) : BatchSize;
            if (!_reader.MoveNext() || _reader.Current.Count != expected)
            {
                throw Short((_at + 1) % Batches);
            }
        }
        return _reader;
    }

    private InvalidOperationException Short(long batch) =>
        new($"The source '{source}' declared {source.Count} samples, with {BatchSize} in every batch but the last, but its batch {batch} (counted from 0) has a different length; return the same number of samples in every epoch.");
}
