using NnGen.Optimizers;
using NnGen.Schedules;

namespace NnGen.Training;

/// <summary>The learning rate and the momentum of the steps of a run: those of the schedule, from a base rate that hooks may set.</summary>
/// <param name="given">The optimizer of the options, whose rate is the base.</param>
/// <param name="own">The one that steps the network; the same if it cannot be copied.</param>
/// <param name="schedule">The schedule; null keeps the base.</param>
/// <param name="at">Where the run is.</param>
internal sealed class RunRates(IOptimizer given, IOptimizer own, ISchedule? schedule, RunPosition at)
{
    private readonly double? _momentum = given.Momentum;
    private readonly float _before = given.LearningRate;

    // What both had when they were looked at last; another rate is one that a hook has set.
    private float _given = given.LearningRate, _own = own.LearningRate;

    /// <summary>The steps of the whole run, for the schedule.</summary>
    public long TotalSteps { get; set; }

    /// <summary>Begins with the rate of the given optimizer.</summary>
    public void Begin()
    {
        at.BaseRate = at.Rate = _given;
        Set(_given);
        if (_momentum is not null)
        {
            own.Momentum = _momentum;
        }
    }

    /// <summary>Begins with the rate of the position that was resumed: where a hook had set it, the given optimizer gets it again, as if the run had
    /// never stopped.</summary>
    public void Resume()
    {
        if (at.BaseRate != _given)
        {
            given.LearningRate = _given = at.BaseRate;
        }
        Set(at.BaseRate);
    }

    /// <summary>Looks whether a hook has set a rate.</summary>
    /// <returns>Whether one has.</returns>
    public bool Notice()
    {
        float now = given.LearningRate;
        if (now == _given && own.LearningRate == _own)
        {
            return false;
        }
        at.BaseRate = now != _given ? now : own.LearningRate;
        (_given, _own) = (now, own.LearningRate);
        return true;
    }

    /// <summary>Gives the optimizer what belongs to the next step.</summary>
    public void Prepare()
    {
        Notice();
        at.Rate = schedule is null ? at.BaseRate : Scheduled(schedule);
        Set(at.Rate);
        if (_momentum is not null && schedule?.Momentum(at.Step, TotalSteps) is { } momentum)
        {
            own.Momentum = momentum;
        }
    }

    private float Scheduled(ISchedule schedule)
    {
        float rate = schedule.Rate(at.BaseRate, at.Step, TotalSteps, at.Epochs);
        return rate >= 0 && float.IsFinite(rate)
            ? rate
            : throw new InvalidOperationException($"{schedule} gives the learning rate {rate} for step {at.Step} of {TotalSteps}, but a rate must be at least 0 and finite. Change its settings or its formula.");
    }

    /// <summary>Gives the optimizer the rate of the last step again, after steps were repeated with others.</summary>
    public void Restore() => Set(at.Rate);

    /// <summary>Gives the optimizer back what it has without a schedule, and that of the options the rate it had, so that the next network to be trained
    /// with the same options begins with it too.</summary>
    public void End()
    {
        Notice();
        own.LearningRate = at.BaseRate;
        if (!ReferenceEquals(given, own))
        {
            given.LearningRate = _given = _before;
        }
        if (_momentum is not null)
        {
            own.Momentum = _momentum;
        }
    }

    private void Set(float rate)
    {
        own.LearningRate = rate;
        _own = own.LearningRate;
        _given = given.LearningRate;
    }
}
