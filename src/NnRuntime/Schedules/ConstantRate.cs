namespace NnGen.Schedules;

/// <summary>The same rate from the first step to the last.</summary>
public sealed class ConstantRate : ISchedule
{
    /// <inheritdoc/>
    public float Rate(float baseRate, long step, long totalSteps) => baseRate;

    /// <inheritdoc/>
    public override string ToString() => "ConstantRate()";
}
