using NnRuntime.Training;
using static System.FormattableString;

namespace NnRuntime.Schedules;

/// <summary>Shrinks the rate when the loss has not got better for some epochs, as torch.optim.lr_scheduler.ReduceLROnPlateau: the validation
/// loss, or the training loss where there is no validation.</summary>
public sealed class ReduceOnPlateau : ISchedule
{
    private readonly float _factor, _threshold, _leastRate;
    private readonly int _patience, _cooldown;

    /// <summary>Makes the schedule.</summary>
    /// <param name="factor">The factor of each change, greater than 0 and less than 1.</param>
    /// <param name="patience">Epochs without a better loss that are borne; the one behind them changes the rate.</param>
    /// <param name="threshold">A loss is better that is less than (1 − threshold) of the best.</param>
    /// <param name="cooldown">Epochs after a change that do not count.</param>
    /// <param name="leastRate">The rate never falls below this.</param>
    public ReduceOnPlateau(float factor = 0.1f, int patience = 10, float threshold = 1e-4f, int cooldown = 0, float leastRate = 0f)
    {
        if (!(factor is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, $"The factor is {factor}, but it must be greater than 0 and less than 1.");
        }
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        ArgumentOutOfRangeException.ThrowIfNegative(threshold);
        ArgumentOutOfRangeException.ThrowIfNegative(cooldown);
        ArgumentOutOfRangeException.ThrowIfNegative(leastRate);
        (_factor, _patience, _threshold, _cooldown, _leastRate) = (factor, patience, threshold, cooldown, leastRate);
    }

    /// <summary>The base rate: without results there is nothing to follow.</summary>
    /// <param name="baseRate">The optimizer's rate when the run began.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="totalSteps">The steps of the whole run.</param>
    public float Rate(float baseRate, long step, long totalSteps) => baseRate;

    /// <inheritdoc/>
    /// <remarks>Goes through the epochs every time, so that there is no state that a checkpoint would have to keep.</remarks>
    public float Rate(float baseRate, long step, long totalSteps, IReadOnlyList<TrainingEpoch> epochs)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        double rate = baseRate, best = double.PositiveInfinity;
        int bad = 0, cooldown = 0;
        for (int i = 0; i < epochs.Count; i++)
        {
            double loss = epochs[i].ValidationLoss ?? epochs[i].Loss;
            bool better = loss < best * (1 - (double)_threshold) || (double.IsPositiveInfinity(best) && loss < best);
            (best, bad) = better ? (loss, 0) : (best, bad + 1);
            if (cooldown > 0)
            {
                (cooldown, bad) = (cooldown - 1, 0);
            }
            if (bad > _patience)
            {
                (rate, cooldown, bad) = (Math.Max(rate * _factor, _leastRate), _cooldown, 0);
            }
        }
        return Math.Min(baseRate, (float)rate);
    }

    /// <inheritdoc/>
    public override string ToString() => Invariant($"ReduceOnPlateau(factor: {_factor}, patience: {_patience}, threshold: {_threshold}, cooldown: {_cooldown}, leastRate: {_leastRate})");
}
