using NnGen.Training;

namespace NnGen.Schedules;

/// <summary>Determines the learning rate of each step: a pure function of the step and, for schedules that react to results, of the past epochs.</summary>
/// <remarks>ToString returns the schedule and its settings. A checkpoint can be resumed only with the same schedule and settings. A custom schedule that does
/// not override ToString is identified by its class name.</remarks>
public interface ISchedule
{
    /// <summary>Returns the learning rate of a step.</summary>
    /// <param name="baseRate">Learning rate of the optimizer.</param>
    /// <param name="step">Number of the step, from 0.</param>
    /// <param name="totalSteps">Number of steps of the whole run.</param>
    float GetRate(float baseRate, long step, long totalSteps);

    /// <summary>Returns the learning rate of a step, for schedules that react to results. Other schedules ignore the epochs.</summary>
    /// <param name="baseRate">Learning rate of the optimizer.</param>
    /// <param name="step">Number of the step, from 0.</param>
    /// <param name="totalSteps">Number of steps of the whole run.</param>
    /// <param name="epochs">The completed epochs.</param>
    float GetRate(float baseRate, long step, long totalSteps, IReadOnlyList<TrainingEpoch> epochs) => GetRate(baseRate, step, totalSteps);

    /// <summary>Returns the momentum of a step (β₁ of Adam), or null if the schedule does not change it. Optimizers without momentum ignore it.</summary>
    /// <param name="step">Number of the step, from 0.</param>
    /// <param name="totalSteps">Number of steps of the whole run.</param>
    double? GetMomentum(long step, long totalSteps) => null;
}
