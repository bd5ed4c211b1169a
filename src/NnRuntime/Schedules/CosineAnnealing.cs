using static System.FormattableString;

namespace NnGen.Schedules;

/// <summary>Decreases the learning rate from the base rate to a minimum along half a cosine (Loshchilov and Hutter, 2017), as
/// torch.optim.lr_scheduler.CosineAnnealingLR over the whole run.</summary>
public sealed class CosineAnnealing : ISchedule
{
    private readonly double _min;

    /// <summary>Creates the schedule.</summary>
    /// <param name="minRate">Learning rate at the end of the run, at least 0.</param>
    public CosineAnnealing(double minRate = 0)
    {
        _min = DecimalValue.Of(SettingRange.AtLeast(minRate, 0, nameof(minRate)));
    }

    /// <inheritdoc/>
    public float GetRate(float baseRate, long step, long totalSteps) =>
        (float)(_min + ((baseRate - _min) * (1 + Math.Cos(Math.PI * Math.Min(step, totalSteps) / Math.Max(1, totalSteps))) / 2));

    /// <inheritdoc/>
    public override string ToString() => Invariant($"CosineAnnealing(minRate: {_min})");
}
