using NnGen.Training;
using static System.FormattableString;

namespace NnGen.Schedules;

/// <summary>Increases the learning rate linearly from a fraction of it, then applies another schedule over the remaining steps.</summary>
public sealed class LinearWarmup : ISchedule
{
    private readonly long _steps;
    private readonly ISchedule _then;

    /// <summary>Creates the schedule.</summary>
    /// <param name="steps">Number of warmup steps, at least 1. Step k of them uses (k + 1) / steps of the rate.</param>
    /// <param name="then">The schedule after the warmup; null keeps the rate constant.</param>
    public LinearWarmup(long steps, ISchedule? then = null)
    {
        (_steps, _then) = (SettingRange.AtLeast(steps, 1, nameof(steps)), then ?? new ConstantRate());
    }

    /// <inheritdoc/>
    public float GetRate(float baseRate, long step, long totalSteps) => GetRate(baseRate, step, totalSteps, []);

    /// <inheritdoc/>
    public float GetRate(float baseRate, long step, long totalSteps, IReadOnlyList<TrainingEpoch> epochs) => step < _steps
        ? (float)(baseRate * (step + 1.0) / _steps)
        : _then.GetRate(baseRate, step - _steps, Math.Max(1, totalSteps - _steps), epochs);

    /// <inheritdoc/>
    /// <remarks>During the warmup, the momentum is the one with which the following schedule begins.</remarks>
    public double? GetMomentum(long step, long totalSteps) => _then.GetMomentum(Math.Max(0, step - _steps), Math.Max(1, totalSteps - _steps));

    /// <inheritdoc/>
    public override string ToString() => Invariant($"LinearWarmup(steps: {_steps}, then: {_then})");
}
