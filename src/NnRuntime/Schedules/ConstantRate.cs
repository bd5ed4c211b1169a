namespace NnGen.Schedules;

/// <summary>Keeps the learning rate constant.</summary>
public sealed class ConstantRate : ISchedule
{
    /// <inheritdoc/>
    public float Rate(float baseRate, long step, long totalSteps) => baseRate;

    /// <inheritdoc/>
    public override string ToString() => "ConstantRate()";
}
