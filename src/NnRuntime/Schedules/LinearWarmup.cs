using NnGen.Training;
using static System.FormattableString;

namespace NnGen.Schedules;

/// <summary>Rises from a part of the rate in a straight line, then follows another schedule over the steps that remain.</summary>
public sealed class LinearWarmup : ISchedule
{
    private readonly long _steps;
    private readonly ISchedule _then;

    /// <summary>Makes the schedule.</summary>
    /// <param name="steps">Steps of the rise, at least 1; step k of them has (k + 1) / steps of the rate.</param>
    /// <param name="then">What follows; null keeps the rate.</param>
    public LinearWarmup(long steps, ISchedule? then = null)
    {
        (_steps, _then) = (SettingRange.AtLeast(steps, 1, nameof(steps)), then ?? new ConstantRate());
    }

    /// <inheritdoc/>
    public float Rate(float baseRate, long step, long totalSteps) => Rate(baseRate, step, totalSteps, []);

    /// <inheritdoc/>
    public float Rate(float baseRate, long step, long totalSteps, IReadOnlyList<TrainingEpoch> epochs) => step < _steps
        ? (float)(baseRate * (step + 1.0) / _steps)
        : _then.Rate(baseRate, step - _steps, Math.Max(1, totalSteps - _steps), epochs);

    /// <inheritdoc/>
    /// <remarks>While the rate rises it is the one that the following schedule begins with.</remarks>
    public double? Momentum(long step, long totalSteps) => _then.Momentum(Math.Max(0, step - _steps), Math.Max(1, totalSteps - _steps));

    /// <inheritdoc/>
    public override string ToString() => Invariant($"LinearWarmup(steps: {_steps}, then: {_then})");
}
