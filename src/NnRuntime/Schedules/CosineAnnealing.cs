using NnRuntime.Optimizers;
using NnRuntime.Training;
using static System.FormattableString;

namespace NnRuntime.Schedules;

/// <summary>Half a cosine from the base rate down to a least one (Loshchilov and Hutter, 2017), as torch.optim.lr_scheduler.CosineAnnealingLR
/// over the whole run.</summary>
public sealed class CosineAnnealing : ISchedule
{
    private readonly double _least;

    /// <summary>Creates the schedule.</summary>
    /// <param name="leastRate">The rate at the end, at least 0.</param>
    public CosineAnnealing(double leastRate = 0)
    {
        _least = DecimalValue.Of(SettingRange.AtLeast(leastRate, 0, nameof(leastRate)));
    }

    /// <inheritdoc/>
    public float Rate(float baseRate, long step, long totalSteps) =>
        (float)(_least + ((baseRate - _least) * (1 + Math.Cos(Math.PI * Math.Min(step, totalSteps) / Math.Max(1, totalSteps))) / 2));

    /// <inheritdoc/>
    public override string ToString() => Invariant($"CosineAnnealing(leastRate: {_least})");
}
