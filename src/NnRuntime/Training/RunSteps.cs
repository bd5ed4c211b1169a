using NnGen.Optimizers;

namespace NnGen.Training;

/// <summary>The steps of a run by their numbers: each depends on its number, on the learning rate, and on what the steps before it left.</summary>
internal sealed class RunSteps<TSelf, TTarget> : IDisposable
    where TSelf : class, ITrainable<TSelf, TTarget>
    where TTarget : unmanaged
{
    private readonly ITrainable<TSelf, TTarget> _network;
    private readonly IOptimizer _optimizer;
    private readonly StepData<TSelf, TTarget> _data;
    private readonly StepGuard _guard;
    private readonly ParallelTrainer<TSelf, TTarget> _trainer;

    public RunSteps(ITrainable<TSelf, TTarget> network, StepData<TSelf, TTarget> data, FitOptions options, IOptimizer optimizer)
    {
        _network = network;
        (_data, _optimizer) = (data, optimizer);
        _guard = new StepGuard(network.Parameters.Length, network.State.Length, optimizer);
        GradientClipping? clipping = options.GradientClipValue is null && options.GradientClipNorm is null
            ? null : new GradientClipping(network.Parameters.Length, options.GradientClipValue, options.GradientClipNorm);
        _trainer = new ParallelTrainer<TSelf, TTarget>(network, optimizer, data.BatchSize, options.Threads, clipping, _guard);
    }

    /// <summary>The steps of an epoch.</summary>
    public int PerEpoch => _data.Batches;

    /// <summary>Whether <see cref="GoBack"/> is at work, or was when it threw.</summary>
    public bool IsGoingBack => _guard.IsReplaying;

    /// <summary>The learning rate of a step since the last snapshot; null if the step changed no parameter.</summary>
    /// <param name="number">Its number in the run, from 0.</param>
    public float? RateOf(long number)
    {
        long index = number + _data.FirstStep - _guard.SnapshotStep;
        return index >= 0 && index < _guard.Rates.Count ? _guard.Rates[(int)index].Rate : null;
    }

    /// <summary>Takes a step; a loss that is not finite changes no parameter.</summary>
    /// <param name="number">Its number in the run, from 0.</param>
    /// <param name="weight">The weight of its samples.</param>
    public float Take(long number, out double weight) => _data.Step(number, _trainer, out weight);

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
        long end = taken - 1, first = _guard.SnapshotStep - _data.FirstStep;
        for (long step = first; step < end; step++)
        {
            (_optimizer.LearningRate, double? momentum) = _guard.Rates[(int)(step - first)];
            if (momentum is not null)
            {
                _optimizer.Momentum = momentum;
            }
            Take(step, out _);
            if (Divergence.HasOther(_network.Parameters))
            {
                // Once more, up to this step.
                _guard.Restore(_network.Parameters, _network.State);
                (end, step) = (step, first - 1);
            }
        }
        _guard.IsReplaying = false;
        return end;
    }

    public void Dispose()
    {
        _trainer.Dispose();
        _guard.Dispose();
    }
}
