using NnGen.Optimizers;
using NnGen.Training;
using static System.FormattableString;

namespace NnGen.Schedules;

/// <summary>Shrinks the rate at every step by the same part: rate·factor^(step / every). With the steps of an epoch for every, the epochs begin
/// with the rates of torch.optim.lr_scheduler.ExponentialLR.</summary>
public sealed class ExponentialDecay : ISchedule
{
    private readonly double _factor;
    private readonly long _every;

    /// <summary>Creates the schedule.</summary>
    /// <param name="factor">Factor of the rate after each run of steps, greater than 0.</param>
    /// <param name="every">The steps over which the factor applies once, at least 1.</param>
    public ExponentialDecay(double factor, long every = 1)
    {
        (_factor, _every) = (DecimalValue.Of(SettingRange.Positive(factor, nameof(factor))), SettingRange.AtLeast(every, 1, nameof(every)));
    }

    /// <inheritdoc/>
    public float Rate(float baseRate, long step, long totalSteps) => (float)(baseRate * Math.Pow(_factor, (double)step / _every));

    /// <inheritdoc/>
    public override string ToString() => Invariant($"ExponentialDecay(factor: {_factor}, every: {_every})");
}
