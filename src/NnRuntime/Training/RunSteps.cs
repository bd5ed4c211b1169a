using NnRuntime.Data;
using NnRuntime.Optimizers;

namespace NnRuntime.Training;

/// <summary>The steps of a run by their numbers: each depends on its number, on the learning rate, and on what the steps before it left.</summary>
internal sealed class RunSteps<TSelf, TTarget> : IDisposable
    where TSelf : class, ITrainable<TSelf, TTarget>
    where TTarget : unmanaged
{
    private readonly ITrainable<TSelf, TTarget> _network;
    private readonly IOptimizer _optimizer;
    private readonly Dataset<TTarget> _train;
    private readonly FitOptions _options;
    private readonly int _batchSize;
    private readonly BatchWeights<TTarget>? _weights;
    private readonly StepGuard _guard;
    private readonly ParallelTrainer<TSelf, TTarget> _trainer;
    private int[] _order = [];
    private long _orderedEpoch = -1;

    public RunSteps(ITrainable<TSelf, TTarget> network, Dataset<TTarget> train, FitOptions options, IOptimizer optimizer)
    {
        _network = network;
        (_train, _options, _optimizer) = (train, options, optimizer);
        _batchSize = Math.Min(options.BatchSize, train.Count);
        PerEpoch = (train.Count + _batchSize - 1) / _batchSize;
        _weights = BatchWeights<TTarget>.Of(train, options, TSelf.Info.OutputLength, _batchSize);
        _guard = new StepGuard(network.Parameters.Length, network.State.Length, optimizer);
        GradientClipping? clipping = options.GradientClipValue is null && options.GradientClipNorm is null
            ? null : new GradientClipping(network.Parameters.Length, options.GradientClipValue, options.GradientClipNorm);
        _trainer = new ParallelTrainer<TSelf, TTarget>(network, optimizer, _batchSize, options.Threads, clipping, _guard);
    }

    /// <summary>The steps of an epoch.</summary>
    public int PerEpoch { get; }

    /// <summary>Takes a step; a loss that is not finite changes no parameter.</summary>
    /// <param name="number">Its number in the run, from 0.</param>
    /// <param name="weight">The weight of its samples.</param>
    public float Take(long number, out double weight)
    {
        (int first, int count) = Batch(number);
        ReadOnlyMemory<int> order = _options.Shuffle ? Order(number / PerEpoch).AsMemory(first, count) : default;
        weight = count;
        ReadOnlySpan<float> weights = _weights is null ? default : _weights.Of(order.Span, first, count, out weight);
        TrainingStep step = new(_options.Seed, number, 0, weight > 0 ? (float)(1 / weight) : 0);
        return _options.Shuffle
            ? _trainer.Step(_train, order, weights, step)
            : _trainer.Step(_train.Inputs.Slice(first * _train.InputLength, count * _train.InputLength), _train.Targets.Slice(first * _train.TargetLength, count * _train.TargetLength), weights, step);
    }

    /// <summary>The numbers of the samples of a step.</summary>
    public int[] Samples(long number)
    {
        (int first, int count) = Batch(number);
        return _options.Shuffle ? Order(number / PerEpoch)[first..(first + count)] : [.. Enumerable.Range(first, count)];
    }

    /// <summary>Goes back before the last step that was taken, since the one before it is the last that is known to have left a finite loss;
    /// and before the first step that left parameters that are not finite, which a loss need not show.</summary>
    /// <param name="taken">The steps taken.</param>
    /// <returns>The steps that still count.</returns>
    public long GoBack(long taken)
    {
        if (!_guard.Restore(_network.Parameters, _network.State))
        {
            return taken;
        }
        _guard.IsReplaying = true;
        long end = taken - 1;
        for (long step = _guard.SnapshotStep; step < end; step++)
        {
            _optimizer.LearningRate = _guard.Rates[(int)(step - _guard.SnapshotStep)];
            Take(step, out _);
            if (Divergence.HasOther(_network.Parameters))
            {
                // Once more, up to this step.
                _guard.Restore(_network.Parameters, _network.State);
                (end, step) = (step, _guard.SnapshotStep - 1);
            }
        }
        _guard.IsReplaying = false;
        return end;
    }

    public void Dispose() => _trainer.Dispose();

    private (int First, int Count) Batch(long number)
    {
        int first = (int)(number % PerEpoch) * _batchSize;
        return (first, Math.Min(_batchSize, _train.Count - first));
    }

    private int[] Order(long epoch)
    {
        if (epoch != _orderedEpoch)
        {
            (_order, _orderedEpoch) = (_train.Order(HashCode(_options.Seed, (int)epoch)), epoch);
        }
        return _order;
    }

    // Not System.HashCode, which differs from process to process.
    private static int HashCode(int seed, int epoch) => unchecked((int)(((uint)seed * 0x9E3779B9u) + (uint)epoch));
}
