using NnGen.Training;

namespace NnGen.Schedules;

/// <summary>How the learning rate changes over a run: a pure function of the step, and of the results of past epochs where it follows them.</summary>
/// <remarks>Its ToString says what it is and how it is set: a checkpoint is resumed with the same alone. A schedule of one's own has its class
/// name unless it says more.</remarks>
public interface ISchedule
{
    /// <summary>The rate of a step.</summary>
    /// <param name="baseRate">The optimizer's own rate.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="totalSteps">The steps of the whole run.</param>
    float Rate(float baseRate, long step, long totalSteps);

    /// <summary>The rate of a step for schedules that follow results; others do not look at them.</summary>
    /// <param name="baseRate">The optimizer's own rate.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="totalSteps">The steps of the whole run.</param>
    /// <param name="epochs">The epochs that are over.</param>
    float Rate(float baseRate, long step, long totalSteps, IReadOnlyList<TrainingEpoch> epochs) => Rate(baseRate, step, totalSteps);

    /// <summary>The momentum of a step (β₁ of Adam), for schedules that change it; null for those that do not. Optimizers without momentum ignore it.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="totalSteps">The steps of the whole run.</param>
    double? Momentum(long step, long totalSteps) => null;
}
