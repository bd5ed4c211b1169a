using NnGen.Optimizers;
using NnGen.Schedules;

namespace NnGen.Training;

/// <summary>Sets the learning rate and the momentum of each step of a run: those of the schedule, based on values that hooks may set.</summary>
/// <param name="given">The optimizer of the options, whose rate and momentum are the base values.</param>
/// <param name="own">The optimizer that steps the network; the same object if it cannot be copied.</param>
/// <param name="schedule">The schedule; null keeps the base values.</param>
/// <param name="at">Position of the run.</param>
internal sealed class RunRates(IOptimizer given, IOptimizer own, ISchedule? schedule, RunPosition at)
{
    private readonly Rates _before = Rates.Of(given);

    // The values of both when they were last checked. A different value was set by a hook.
    private Rates _given = Rates.Of(given), _own = Rates.Of(own);

    /// <summary>Gets or sets the number of steps of the whole run, for the schedule.</summary>
    public long TotalSteps { get; set; }

    /// <summary>Starts a run with the values of the given optimizer.</summary>
    public void Begin()
    {
        (at.BaseRate, at.BaseMomentum) = _given;
        at.Rate = at.BaseRate;
        Set(_given);
    }

    /// <summary>Starts with the values of the resumed position. If a hook had set them, they are set on the given optimizer again, as if the run had never
    /// stopped.</summary>
    public void Resume()
    {
        Rates resumed = new(at.BaseRate, at.BaseMomentum);
        if (resumed != _given)
        {
            resumed.Set(given);
        }
        Set(resumed);
    }

    /// <summary>Checks whether a hook has set the rate or the momentum.</summary>
    /// <returns>True if a hook has set one of them.</returns>
    public bool Notice()
    {
        Rates now = Rates.Of(given), mine = Rates.Of(own);
        if (now == _given && mine == _own)
        {
            return false;
        }
        if (now.Rate != _given.Rate || mine.Rate != _own.Rate)
        {
            at.BaseRate = now.Rate != _given.Rate ? now.Rate : mine.Rate;
        }
        if (now.Momentum != _given.Momentum || mine.Momentum != _own.Momentum)
        {
            at.BaseMomentum = now.Momentum != _given.Momentum ? now.Momentum : mine.Momentum;
        }
        (_given, _own) = (now, mine);
        return true;
    }

    /// <summary>Sets the rate and the momentum of the next step.</summary>
    public void Prepare()
    {
        Notice();
        at.Rate = schedule is null ? at.BaseRate : Scheduled(schedule);
        Set(new(at.Rate, at.BaseMomentum is null ? null : schedule?.GetMomentum(at.Step, TotalSteps) ?? at.BaseMomentum));
    }

    private float Scheduled(ISchedule schedule)
    {
        float rate = schedule.GetRate(at.BaseRate, at.Step, TotalSteps, at.Epochs);
        return rate >= 0 && float.IsFinite(rate)
            ? rate
            : throw new InvalidOperationException($"{schedule} returned the learning rate {rate} for step {at.Step} of {TotalSteps}, but a rate must be at least 0 and finite. Change its settings or its formula.");
    }

    /// <summary>Returns the rate that the schedule gives the last step with the current base rate, which recognizes a schedule at a resume whose ToString does not
    /// contain its settings.</summary>
    public static float OfLastStep(ISchedule? schedule, RunPosition at, long totalSteps) =>
        schedule is null ? at.BaseRate : schedule.GetRate(at.BaseRate, Math.Max(0, at.Step - 1), totalSteps, at.Epochs);

    /// <summary>Prepares the position for a checkpoint.</summary>
    public void Store()
    {
        Notice();   // a hook may have set a rate after the step
        at.ScheduledRate = OfLastStep(schedule, at, TotalSteps);
    }

    /// <summary>Restores the rate of the last step after earlier steps were replayed.</summary>
    public void Restore() => Set(new(at.Rate, own.Momentum));

    /// <summary>Restores the rate and the momentum that the optimizer has without a schedule. The optimizer of the options gets its original values, so that
    /// the next network trained with the same options also begins with them.</summary>
    public void End()
    {
        Notice();
        new Rates(at.BaseRate, at.BaseMomentum).Set(own);
        if (!ReferenceEquals(given, own))
        {
            _before.Set(given);
            _given = _before;
        }
    }

    private void Set(Rates rates)
    {
        rates.Set(own);
        (_given, _own) = (Rates.Of(given), Rates.Of(own));
    }

    private readonly record struct Rates(float Rate, double? Momentum)
    {
        public static Rates Of(IOptimizer optimizer) => new(optimizer.LearningRate, optimizer.Momentum);

        public void Set(IOptimizer optimizer)
        {
            optimizer.LearningRate = Rate;
            if (Momentum is not null)
            {
                optimizer.Momentum = Momentum;
            }
        }
    }
}
