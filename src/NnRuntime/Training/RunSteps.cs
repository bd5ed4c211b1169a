using NnGen.Optimizers;

namespace NnGen.Training;

/// <summary>Takes the steps of a run by number. Each step depends on its number, the learning rate, and the result of the preceding steps.</summary>
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

    /// <summary>Gets the number of steps per epoch.</summary>
    public int PerEpoch => _data.Batches;

    /// <summary>Gets whether <see cref="GoBack"/> is running, or ended with an exception.</summary>
    public bool IsGoingBack => _guard.IsReplaying;

    /// <summary>Returns the learning rate of a step after the last snapshot; null if the step did not change parameters.</summary>
    /// <param name="number">Number of the step in the run, from 0.</param>
    public float? RateOf(long number)
    {
        long index = number + _data.FirstStep - _guard.SnapshotStep;
        return index >= 0 && index < _guard.Rates.Count ? _guard.Rates[(int)index].Rate : null;
    }

    /// <summary>Takes a step. If the loss is not finite, the parameters are not changed.</summary>
    /// <param name="number">Number of the step in the run, from 0.</param>
    /// <param name="weight">Total weight of the samples.</param>
    public float Take(long number, out double weight) => _data.Step(number, _trainer, out weight);

    /// <summary>Reverts to the state before the last step, since the preceding step is the last one known to have led to a finite loss; or to the state
    /// before the first step that left non-finite parameters, which a loss need not reveal.</summary>
    /// <param name="taken">Number of steps taken.</param>
    /// <returns>Number of steps that remain.</returns>
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
                // Replay again, only up to this step.
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
