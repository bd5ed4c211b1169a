using static System.FormattableString;

namespace NnRuntime.Schedules;

/// <summary>Half a cosine from the base rate down to a least one (Loshchilov and Hutter, 2017), as torch.optim.lr_scheduler.CosineAnnealingLR
/// over the whole run.</summary>
public sealed class CosineAnnealing : ISchedule
{
    private readonly float _least;

    /// <summary>Makes the schedule.</summary>
    /// <param name="leastRate">The rate at the end, at least 0.</param>
    public CosineAnnealing(float leastRate = 0f)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(leastRate);
        _least = leastRate;
    }

    /// <inheritdoc/>
    public float Rate(float baseRate, long step, long totalSteps) =>
        (float)(_least + ((baseRate - _least) * (1 + Math.Cos(Math.PI * Math.Min(step, totalSteps) / Math.Max(1, totalSteps))) / 2));

    /// <inheritdoc/>
    public override string ToString() => Invariant($"CosineAnnealing(leastRate: {_least})");
}
