using NnRuntime.Optimizers;
using NnRuntime.Schedules;

namespace NnRuntime.Training;

/// <summary>How a network is trained.</summary>
public sealed record FitOptions
{
    /// <summary>Passes over the training data.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Samples of one step; the last batch of an epoch may have fewer.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Seed of the order of samples and of dropout: the same seed gives the same bits.</summary>
    public int Seed { get; init; }

    /// <summary>The most threads at work, the caller's own among them, at least 1; as many as there are processors if not set.
    /// The number makes no difference to the bits. Where a step is little work, in small batches of small networks, the calling thread takes it whatever the number.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether every epoch takes the samples in another order.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>The update rule; null means Adam with its defaults.</summary>
    public IOptimizer? Optimizer { get; init; }

    /// <summary>How the learning rate changes from step to step; null keeps it.</summary>
    public ISchedule? Schedule { get; init; }

    /// <summary>Hears of every step.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Stops the training between two steps; the parameters are those of the last whole step.</summary>
    public CancellationToken CancellationToken { get; init; }
}

/// <summary>Where a training is.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">All epochs.</param>
/// <param name="Step">The steps taken in this epoch.</param>
/// <param name="Steps">The steps of an epoch.</param>
/// <param name="Loss">The mean loss of the epoch up to here.</param>
/// <param name="LearningRate">The rate of the last step.</param>
public readonly record struct TrainingProgress(int Epoch, int Epochs, int Step, int Steps, float Loss, float LearningRate);

/// <summary>What a training went through.</summary>
/// <param name="Epochs">The epochs in order.</param>
public sealed record TrainingHistory(IReadOnlyList<TrainingEpoch> Epochs);

/// <summary>One pass over the training data.</summary>
/// <param name="Loss">The mean training loss, each sample's taken before the step it took part in.</param>
/// <param name="Accuracy">The part of training samples that were right after the epoch; null where no validation was asked for or targets are no classes.</param>
/// <param name="ValidationLoss">The mean loss on the validation data; null without.</param>
/// <param name="ValidationAccuracy">The part of validation samples that were right; null without classes.</param>
/// <param name="LearningRate">The rate of the last step.</param>
/// <param name="Duration">The time of the training steps.</param>
public sealed record TrainingEpoch(float Loss, double? Accuracy, float? ValidationLoss, double? ValidationAccuracy, float LearningRate, TimeSpan Duration);
