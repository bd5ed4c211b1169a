using System.Runtime.CompilerServices;
using NnGen.Optimizers;
using NnGen.Training;
using static System.FormattableString;

namespace NnGen.Schedules;

/// <summary>Reduces the rate when the loss has not improved for some epochs, as torch.optim.lr_scheduler.ReduceLROnPlateau: the validation
/// loss, or the training loss where there is no validation.</summary>
public sealed class ReduceOnPlateau : ISchedule
{
    private readonly double _factor, _threshold, _minRate, _minChange;
    private readonly int _patience, _cooldown;

    // How far each list of epochs has been followed. It follows from the list alone, so no checkpoint has to keep it.
    private readonly ConditionalWeakTable<IReadOnlyList<TrainingEpoch>, Plateaus> _followed = [];

    /// <summary>Creates the schedule.</summary>
    /// <param name="factor">The factor of each change, greater than 0 and less than 1.</param>
    /// <param name="patience">Number of epochs without improvement that are tolerated; the rate changes after one more.</param>
    /// <param name="threshold">A loss is an improvement if it is less than (1 − threshold) of the best.</param>
    /// <param name="cooldown">Number of epochs after a change that do not count.</param>
    /// <param name="minRate">The rate never falls below this.</param>
    /// <param name="minChange">The rate stays where it would change by no more than this; eps in PyTorch.</param>
    public ReduceOnPlateau(double factor = 0.1, int patience = 10, double threshold = 1e-4, int cooldown = 0, double minRate = 0, double minChange = 1e-8)
    {
        (_factor, _threshold) = (DecimalValue.Of(SettingRange.Fraction(factor, nameof(factor))), DecimalValue.Of(SettingRange.AtLeast(threshold, 0, nameof(threshold))));
        (_minRate, _minChange) = (DecimalValue.Of(SettingRange.AtLeast(minRate, 0, nameof(minRate))), DecimalValue.Of(SettingRange.AtLeast(minChange, 0, nameof(minChange))));
        (_patience, _cooldown) = (SettingRange.AtLeast(patience, 0, nameof(patience)), SettingRange.AtLeast(cooldown, 0, nameof(cooldown)));
    }

    /// <summary>Returns the base rate: without results there is nothing to follow.</summary>
    /// <param name="baseRate">The optimizer's own rate.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="totalSteps">The steps of the whole run.</param>
    public float Rate(float baseRate, long step, long totalSteps) => baseRate;

    /// <inheritdoc/>
    /// <remarks>Takes the same time for any number of epochs, as long as calls pass the same list and epochs are only added to it.</remarks>
    public float Rate(float baseRate, long step, long totalSteps, IReadOnlyList<TrainingEpoch> epochs)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        Plateaus plateaus = _followed.GetOrCreateValue(epochs);
        lock (plateaus)
        {
            return plateaus.Rate(this, baseRate, epochs);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Invariant($"ReduceOnPlateau(factor: {_factor}, patience: {_patience}, threshold: {_threshold}, cooldown: {_cooldown}, minRate: {_minRate}, minChange: {_minChange})");

    private sealed class Plateaus
    {
        private int _epochs, _bad, _cooldown, _changes;
        private double _best = double.PositiveInfinity;
        private TrainingEpoch? _last;

        // The rate after all changes, and the base that it follows from.
        private float _base = float.NaN;
        private double _rate;

        public float Rate(ReduceOnPlateau rule, float baseRate, IReadOnlyList<TrainingEpoch> epochs)
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
