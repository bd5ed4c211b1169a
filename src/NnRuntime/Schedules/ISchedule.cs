using NnRuntime.Training;

namespace NnRuntime.Schedules;

/// <summary>How the learning rate changes over a run: a pure function of the step, and of the epochs that are over where it looks at their results.</summary>
/// <remarks>Its ToString says what it is and how it is set: a checkpoint is resumed with the same alone. A schedule of one's own has its class
/// name unless it says more.</remarks>
public interface ISchedule
{
    /// <summary>The rate of a step.</summary>
    /// <param name="baseRate">The optimizer's rate when the run began.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="totalSteps">The steps of the whole run.</param>
    float Rate(float baseRate, long step, long totalSteps);

    /// <summary>The rate of a step for schedules that follow results; others do not look at them.</summary>
    /// <param name="baseRate">The optimizer's rate when the run began.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="totalSteps">The steps of the whole run.</param>
    /// <param name="epochs">The epochs that are over.</param>
    float Rate(float baseRate, long step, long totalSteps, IReadOnlyList<TrainingEpoch> epochs) => Rate(baseRate, step, totalSteps);
}
