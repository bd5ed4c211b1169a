using static System.FormattableString;

namespace NnGen.Schedules;

/// <summary>Multiplies the learning rate by the same factor at every step: rate·factor^(step / every). If <c>every</c> is the number of steps in an epoch,
/// each epoch begins with the rate of torch.optim.lr_scheduler.ExponentialLR.</summary>
public sealed class ExponentialDecay : ISchedule
{
    private readonly double _factor;
    private readonly long _every;

    /// <summary>Creates the schedule.</summary>
    /// <param name="factor">Factor that is applied over <paramref name="every"/> steps, greater than 0.</param>
    /// <param name="every">Number of steps over which the factor is applied once, at least 1.</param>
    public ExponentialDecay(double factor, long every = 1)
    {
        (_factor, _every) = (DecimalValue.Of(SettingRange.Positive(factor, nameof(factor))), SettingRange.AtLeast(every, 1, nameof(every)));
    }

    /// <inheritdoc/>
    public float GetRate(float baseRate, long step, long totalSteps) => (float)(baseRate * Math.Pow(_factor, (double)step / _every));

    /// <inheritdoc/>
    public override string ToString() => Invariant($"ExponentialDecay(factor: {_factor}, every: {_every})");
}
