namespace NnGen.Schedules;

/// <summary>Keeps the learning rate constant.</summary>
public sealed class ConstantRate : ISchedule
{
    /// <inheritdoc/>
    public float GetRate(float baseRate, long step, long totalSteps) => baseRate;

    /// <inheritdoc/>
    public override string ToString() => "ConstantRate()";
}
