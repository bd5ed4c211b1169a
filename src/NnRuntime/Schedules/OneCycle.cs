using static System.FormattableString;

namespace NnRuntime.Schedules;

/// <summary>One rise and one fall over the whole run, each half a cosine (Smith and Topin, 2019), as torch.optim.lr_scheduler.OneCycleLR with its
/// defaults: the optimizer's rate is the highest.</summary>
public sealed class OneCycle : ISchedule
{
    private readonly float _rise, _division, _finalDivision;

    /// <summary>Makes the schedule.</summary>
    /// <param name="rise">The part of the steps that rise, greater than 0 and less than 1.</param>
    /// <param name="division">The first rate is the highest divided by this, at least 1.</param>
    /// <param name="finalDivision">The last rate is the first divided by this, at least 1.</param>
    public OneCycle(float rise = 0.3f, float division = 25f, float finalDivision = 1e4f)
    {
        if (!(rise is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(rise), rise, $"The part of the steps that rise is {rise}, but it must be greater than 0 and less than 1.");
        }
        (_rise, _division, _finalDivision) = (rise, AtLeastOne(division, nameof(division)), AtLeastOne(finalDivision, nameof(finalDivision)));
    }

    /// <inheritdoc/>
    public float Rate(float baseRate, long step, long totalSteps)
    {
        double first = baseRate / (double)_division, last = first / _finalDivision, top = ((double)_rise * totalSteps) - 1, end = totalSteps - 1;
        return (float)(step <= top ? Between(first, baseRate, top <= 0 ? 1 : step / top) : Between(baseRate, last, Math.Min(1, (step - Math.Max(0, top)) / Math.Max(1, end - Math.Max(0, top)))));
    }

    /// <inheritdoc/>
    public override string ToString() => Invariant($"OneCycle(rise: {_rise}, division: {_division}, finalDivision: {_finalDivision})");

    private static double Between(double from, double to, double part) => to + ((from - to) * (1 + Math.Cos(Math.PI * part)) / 2);

    private static float AtLeastOne(float value, string name) => value >= 1 && float.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}, but it must be at least 1 and finite.");
}
