using NnGen.Optimizers;
using static System.FormattableString;

namespace NnGen.Schedules;

/// <summary>Multiplies the rate by a factor every few steps, as torch.optim.lr_scheduler.StepLR.</summary>
public sealed class StepDecay : ISchedule
{
    private readonly long _every;
    private readonly double _factor;

    /// <summary>Creates the schedule.</summary>
    /// <param name="every">Steps between two changes, at least 1.</param>
    /// <param name="factor">The factor of each change, greater than 0.</param>
    public StepDecay(long every, double factor = 0.1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(every);
        if (!(factor > 0 && double.IsFinite(factor)))
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, $"The factor is {factor}, but it must be greater than 0 and finite.");
        }
        (_every, _factor) = (every, DecimalValue.Of(factor));
    }

    /// <inheritdoc/>
    public float Rate(float baseRate, long step, long totalSteps) => (float)(baseRate * Math.Pow(_factor, step / _every));

    /// <inheritdoc/>
    public override string ToString() => Invariant($"StepDecay(every: {_every}, factor: {_factor})");
}
