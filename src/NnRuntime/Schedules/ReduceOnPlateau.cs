using System.Runtime.CompilerServices;
using NnGen.Training;
using static System.FormattableString;

namespace NnGen.Schedules;

/// <summary>Reduces the learning rate when the loss has stopped improving, as torch.optim.lr_scheduler.ReduceLROnPlateau. The loss is the validation loss, or
/// the training loss if there is no validation data.</summary>
public sealed class ReduceOnPlateau : ISchedule
{
    private readonly double _factor, _threshold, _minRate, _minChange;
    private readonly int _patience, _cooldown;

    // Progress through each list of epochs. It can be derived from the list alone, so checkpoints need not store it.
    private readonly ConditionalWeakTable<IReadOnlyList<TrainingEpoch>, Plateaus> _followed = [];

    /// <summary>Creates the schedule.</summary>
    /// <param name="factor">Factor by which the rate is reduced, greater than 0 and less than 1.</param>
    /// <param name="patience">Number of epochs without improvement after which the rate is kept; one more reduces it.</param>
    /// <param name="threshold">Relative threshold: a loss is an improvement if it is less than (1 − threshold) times the best loss.</param>
    /// <param name="cooldown">Number of epochs to ignore after a reduction.</param>
    /// <param name="minRate">Lower bound of the rate.</param>
    /// <param name="minChange">Minimum change: a reduction by no more than this is skipped; eps in PyTorch.</param>
    public ReduceOnPlateau(double factor = 0.1, int patience = 10, double threshold = 1e-4, int cooldown = 0, double minRate = 0, double minChange = 1e-8)
    {
        (_factor, _threshold) = (DecimalValue.Of(SettingRange.Fraction(factor, nameof(factor))), DecimalValue.Of(SettingRange.AtLeast(threshold, 0, nameof(threshold))));
        (_minRate, _minChange) = (DecimalValue.Of(SettingRange.AtLeast(minRate, 0, nameof(minRate))), DecimalValue.Of(SettingRange.AtLeast(minChange, 0, nameof(minChange))));
        (_patience, _cooldown) = (SettingRange.AtLeast(patience, 0, nameof(patience)), SettingRange.AtLeast(cooldown, 0, nameof(cooldown)));
    }

    /// <summary>Returns the base rate, since there are no results to react to.</summary>
    /// <param name="baseRate">Learning rate of the optimizer.</param>
    /// <param name="step">Number of the step, from 0.</param>
    /// <param name="totalSteps">Number of steps of the whole run.</param>
    public float GetRate(float baseRate, long step, long totalSteps) => baseRate;

    /// <inheritdoc/>
    /// <remarks>The time does not depend on the number of epochs, as long as calls pass the same list and epochs are only appended to it.</remarks>
    public float GetRate(float baseRate, long step, long totalSteps, IReadOnlyList<TrainingEpoch> epochs)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        Plateaus plateaus = _followed.GetOrCreateValue(epochs);
        lock (plateaus)
        {
            return plateaus.GetRate(this, baseRate, epochs);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Invariant($"ReduceOnPlateau(factor: {_factor}, patience: {_patience}, threshold: {_threshold}, cooldown: {_cooldown}, minRate: {_minRate}, minChange: {_minChange})");

    private sealed class Plateaus
    {
        private int _epochs, _bad, _cooldown, _changes;
        private double _best = double.PositiveInfinity;
        private TrainingEpoch? _last;

        // The rate after all reductions, and the base rate that it was derived from.
        private float _base = float.NaN;
        private double _rate;

        public float GetRate(ReduceOnPlateau rule, float baseRate, IReadOnlyList<TrainingEpoch> epochs)
        {
            if (_epochs > epochs.Count || (_epochs > 0 && !ReferenceEquals(epochs[_epochs - 1], _last)))
            {
                (_epochs, _bad, _cooldown, _changes, _best, _base) = (0, 0, 0, 0, double.PositiveInfinity, float.NaN);
            }
            if (_base != baseRate)
            {
                (_base, _rate) = (baseRate, baseRate);
                for (int change = 0; change < _changes; change++)
                {
                    _rate = Reduced(rule);
                }
            }
            for (; _epochs < epochs.Count; _epochs++)
            {
                _last = epochs[_epochs];
                Follow(rule, _last.ValidationLoss ?? _last.Loss);
            }
            return Math.Min(baseRate, (float)_rate);
        }

        private void Follow(ReduceOnPlateau rule, double loss)
        {
            bool better = loss < _best * (1 - rule._threshold) || (double.IsPositiveInfinity(_best) && loss < _best);
            (_best, _bad) = better ? (loss, 0) : (_best, _bad + 1);
            if (_cooldown > 0)
            {
                (_cooldown, _bad) = (_cooldown - 1, 0);
            }
            if (_bad > rule._patience)
            {
                (_rate, _changes, _cooldown, _bad) = (Reduced(rule), _changes + 1, rule._cooldown, 0);
            }
        }

        private double Reduced(ReduceOnPlateau rule) =>
            Math.Max(_rate * rule._factor, rule._minRate) is var reduced && _rate - reduced > rule._minChange ? reduced : _rate;
    }
}
