namespace NnRuntime.Schedules;

/// <summary>How the learning rate changes over a run: a pure function of the step.</summary>
public interface ISchedule
{
    /// <summary>The rate of a step.</summary>
    /// <param name="baseRate">The optimizer's rate when the run began.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="totalSteps">The steps of the whole run.</param>
    float Rate(float baseRate, long step, long totalSteps);
}
