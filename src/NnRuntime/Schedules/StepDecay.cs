using static System.FormattableString;

namespace NnGen.Schedules;

/// <summary>Multiplies the learning rate by a factor every few steps, as torch.optim.lr_scheduler.StepLR.</summary>
public sealed class StepDecay : ISchedule
{
    private readonly long _every;
    private readonly double _factor;

    /// <summary>Creates the schedule.</summary>
    /// <param name="every">Number of steps between two changes, at least 1.</param>
    /// <param name="factor">Factor that is applied at each change, greater than 0.</param>
    public StepDecay(long every, double factor = 0.1)
    {
        (_every, _factor) = (SettingRange.AtLeast(every, 1, nameof(every)), DecimalValue.Of(SettingRange.Positive(factor, nameof(factor))));
    }

    /// <inheritdoc/>
    public float GetRate(float baseRate, long step, long totalSteps) => (float)(baseRate * Math.Pow(_factor, step / _every));

    /// <inheritdoc/>
    public override string ToString() => Invariant($"StepDecay(every: {_every}, factor: {_factor})");
}
