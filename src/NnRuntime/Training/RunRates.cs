using NnGen.Optimizers;
using NnGen.Schedules;

namespace NnGen.Training;

/// <summary>Sets the learning rate and the momentum of each step of a run: those of the schedule, based on a rate that hooks may set.</summary>
/// <param name="given">The optimizer of the options, whose rate is the base rate.</param>
/// <param name="own">The optimizer that steps the network; the same object if it cannot be copied.</param>
/// <param name="schedule">The schedule; null keeps the base rate.</param>
/// <param name="at">Position of the run.</param>
internal sealed class RunRates(IOptimizer given, IOptimizer own, ISchedule? schedule, RunPosition at)
{
    private readonly double? _momentum = given.Momentum;
    private readonly float _before = given.LearningRate;

    // The rates of both when they were last checked. A different rate was set by a hook.
    private float _given = given.LearningRate, _own = own.LearningRate;

    /// <summary>Gets or sets the number of steps of the whole run, for the schedule.</summary>
    public long TotalSteps { get; set; }

    /// <summary>Starts a run with the rate of the given optimizer.</summary>
    public void Begin()
    {
        at.BaseRate = at.Rate = _given;
        Set(_given);
        if (_momentum is not null)
        {
            own.Momentum = _momentum;
        }
    }

    /// <summary>Starts with the rate of the resumed position. If a hook had set it, it is set on the given optimizer again, as if the run had never
    /// stopped.</summary>
    public void Resume()
    {
        if (at.BaseRate != _given)
        {
            given.LearningRate = _given = at.BaseRate;
        }
        Set(at.BaseRate);
    }

    /// <summary>Checks whether a hook has set a rate.</summary>
    /// <returns>True if a hook has set a rate.</returns>
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

    /// <summary>Sets the rate and the momentum of the next step.</summary>
    public void Prepare()
    {
        Notice();
        at.Rate = schedule is null ? at.BaseRate : Scheduled(schedule);
        Set(at.Rate);
        if (_momentum is not null && schedule?.GetMomentum(at.Step, TotalSteps) is { } momentum)
        {
            own.Momentum = momentum;
        }
    }

    private float Scheduled(ISchedule schedule)
    {
        float rate = schedule.GetRate(at.BaseRate, at.Step, TotalSteps, at.Epochs);
        return rate >= 0 && float.IsFinite(rate)
            ? rate
            : throw new InvalidOperationException($"{schedule} returned the learning rate {rate} for step {at.Step} of {TotalSteps}, but a rate must be at least 0 and finite. Change its settings or its formula.");
    }

    /// <summary>Restores the rate of the last step after earlier steps were replayed.</summary>
    public void Restore() => Set(at.Rate);

    /// <summary>Restores the rate and the momentum that the optimizer has without a schedule. The optimizer of the options gets its original rate, so that
    /// the next network trained with the same options also begins with it.</summary>
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
