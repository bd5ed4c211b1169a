using NnGen.Data;

namespace NnGen.Training;

/// <summary>Training steps on a dataset in memory. Each shard gathers its own samples.</summary>
internal sealed class DatasetSteps<TSelf, TTarget>(Dataset<TTarget> data, FitOptions options) : StepData<TSelf, TTarget>(data.Count, options)
    where TSelf : class, ITrainable<TSelf, TTarget>
    where TTarget : unmanaged
{
    private readonly bool _shuffle = options.Shuffle;
    private readonly BatchWeights<TTarget>? _weights = BatchWeights<TTarget>.Of(data.Count, options, TSelf.Info, Math.Min(options.BatchSize, data.Count), data);
    private readonly int[] _order = new int[options.Shuffle ? data.Count : 0];
    private int _epoch = -1;

    public override string Description => DataFingerprint.Of(data);

    public override DataSchema Names => data.Schema;

    public override float Step(long number, ParallelTrainer<TSelf, TTarget> trainer, out double weight)
    {
        (int first, int count) = Find(number);
        (weight, float scale) = (count, (float)(1.0 / count));
        ReadOnlySpan<float> weights = _weights is null ? default : _weights.Of(data, _shuffle ? _order.AsSpan(first, count) : default, first, count, out weight, out scale);
        TrainingStep step = At(number, scale);
        return _shuffle
            ? trainer.Step(data, _order.AsMemory(first, count), weights, step)
            : trainer.Step(data.Inputs.Slice(first * data.InputLength, count * data.InputLength), data.Targets.Slice(first * data.TargetLength, count * data.TargetLength), weights, step);
    }

    public override (long[] Samples, float[] Inputs, TTarget[] Targets) Batch(long number)
    {
        (int first, int count) = Find(number);
        int[] samples = _shuffle ? _order[first..(first + count)] : [.. Enumerable.Range(first, count)];
        Dataset<TTarget> batch = data.Subset(samples);
        return ([.. samples.Select(static sample => (long)sample)], batch.Inputs.ToArray(), batch.Targets.ToArray());
    }

    public override (Dataset<TTarget> Data, int[] Samples) Measured(int most)
    {
        most = Math.Min(most, data.Count);
        return (data, [.. Enumerable.Range(0, most).Select(i => (int)((long)i * data.Count / most))]);
    }

    private (int First, int Count) Find(long number)
    {
        BatchReadOptions options = EpochOf(number);
        if (_shuffle && options.Epoch != _epoch)
        {
            data.Order(options.OrderSeed, _order);
            _epoch = options.Epoch;
        }
        int first = (int)(number % Batches) * BatchSize;
        return (first, Math.Min(BatchSize, data.Count - first));
    }
}
