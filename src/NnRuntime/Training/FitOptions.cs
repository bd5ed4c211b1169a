using NnGen.Optimizers;
using NnGen.Schedules;

namespace NnGen.Training;

/// <summary>How a network is trained.</summary>
public sealed record FitOptions
{
    /// <summary>Number of passes over the training data, at least 1. A run that continues from a checkpoint counts those before it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Epochs { get; init => field = SettingRange.AtLeast(value, 1); } = 10;

    /// <summary>Number of samples of one step, at least 1; the last batch of an epoch may have fewer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int BatchSize { get; init => field = SettingRange.AtLeast(value, 1); } = 32;

    /// <summary>Seed of the order of samples and of dropout: the same seed gives the same bits.</summary>
    public int Seed { get; init; }

    /// <summary>The most threads at work, the caller's own among them, at least 1; as many as there are processors if not set.
    /// The number makes no difference to the bits. Where a step is little work, in small batches of small networks, the calling thread takes it whatever the number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Threads
    {
        get;
        init
        {
            ThreadTeam.Check(value, nameof(Threads));
            field = value;
        }
    } = Environment.ProcessorCount;

    /// <summary>Whether every epoch takes the samples in another order.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>The update rule; null, the default, means Adam with its defaults.</summary>
    /// <remarks>Fit steps each network with a copy of its own (<see cref="IOptimizer.Clone"/>), which the next Fit of that network with the same object
    /// continues, and which <see cref="OptimizerExtensions.GetOptimizer"/> returns. So one object serves several networks, also at the same
    /// time, and keeps the state that it was given: none, or that of steps taken by hand, which copies begin with. Its learning rate is the base
    /// rate; when a hook sets it, the new rate applies from the next step on, and a schedule starts from it. This property stays null where it was not
    /// set: a hook reads and sets the optimizer that takes the steps as <c>network.GetOptimizer(options.Optimizer)</c>, which is never null within Fit.</remarks>
    public IOptimizer? Optimizer { get; init; }

    /// <summary>How the learning rate changes from step to step; null keeps it.</summary>
    public ISchedule? Schedule { get; init; }

    /// <summary>Bounds each gradient to [−value, value] before the step, as torch.nn.utils.clip_grad_value_; null sets no bound.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not greater than 0.</exception>
    public float? GradientClipValue { get; init => field = SettingRange.Bound(value); }

    /// <summary>Shrinks all gradients together so that their Euclidean norm is at most this, as torch.nn.utils.clip_grad_norm_, after
    /// <see cref="GradientClipValue"/>; null sets no bound.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not greater than 0.</exception>
    public float? GradientClipNorm { get; init => field = SettingRange.Bound(value); }

    /// <summary>A weight for each class, at least 0: the loss of a batch is the mean weighted by the classes of its samples, as with torch.nn.CrossEntropyLoss;
    /// with label smoothing each class weighs its own part of every target, as there. Null for ones. For data whose targets are class numbers.</summary>
    public IReadOnlyList<float>? ClassWeights { get; init; }

    /// <summary>A weight for each training sample, at least 0: the loss of a batch is the weighted mean. Empty for ones; multiplied with <see cref="ClassWeights"/>.</summary>
    public ReadOnlyMemory<float> SampleWeights { get; init; }

    /// <summary>Ends the training when it gets no better, and takes the best parameters back; null trains all epochs and keeps the last.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Writes the run to a file from which it can go on; null for none.</summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>Receives progress after every step. If this, <see cref="OnStep"/> and <see cref="OnEpoch"/> are all null, Fit prints one line an epoch to the standard output,
    /// unless that is redirected. <see cref="TrainingProgress.Silent"/> prints nothing; <see cref="TrainingProgress.Lines"/> prints also where the output is redirected.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Called after every step, on the calling thread. The network may be read, and the learning rate of <see cref="Optimizer"/> set.</summary>
    public Action<TrainingProgress>? OnStep { get; init; }

    /// <summary>Called after every epoch, on the calling thread. The network may be read, and the learning rate of
    /// <see cref="Optimizer"/> set; the checkpoint is being written at the same time.</summary>
    public Action<TrainingEpoch>? OnEpoch { get; init; }

    /// <summary>Stops the training between two steps; the parameters are those of the last whole step.</summary>
    public CancellationToken CancellationToken { get; init; }
}

/// <summary>The progress of a training run after a step.</summary>
public readonly record struct TrainingProgress
{
    /// <summary>Number of the epoch within the call of Fit, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Number of epochs of the call.</summary>
    public required int Epochs { get; init; }

    /// <summary>Number of steps taken in this epoch.</summary>
    public required int Step { get; init; }

    /// <summary>Number of steps in an epoch.</summary>
    public required int Steps { get; init; }

    /// <summary>Mean loss of the epoch so far.</summary>
    public required float Loss { get; init; }

    /// <summary>Learning rate of the last step.</summary>
    public required float LearningRate { get; init; }

    /// <summary>Loss of the last step alone.</summary>
    public float StepLoss { get; init; }

    /// <summary>Gets a value for <see cref="FitOptions.Progress"/> with which Fit prints nothing.</summary>
    public static IProgress<TrainingProgress> Silent => EpochLines.Silent;

    /// <summary>Gets a value for <see cref="FitOptions.Progress"/> with which Fit prints one line an epoch to the standard output, also where that is redirected.</summary>
    public static IProgress<TrainingProgress> Lines => EpochLines.Always;
}
