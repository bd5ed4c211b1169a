using NnGen.Optimizers;
using NnGen.Schedules;

namespace NnGen.Training;

/// <summary>Options of a training run.</summary>
public sealed record FitOptions
{
    /// <summary>Gets the number of passes over the training data, at least 1. A run that resumes from a checkpoint includes the epochs before it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Epochs { get; init => field = SettingRange.AtLeast(value, 1); } = 10;

    /// <summary>Gets the number of samples per step, at least 1. The last batch of an epoch may be smaller.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int BatchSize { get; init => field = SettingRange.AtLeast(value, 1); } = 32;

    /// <summary>Gets the seed of the sample order and of dropout. The same seed gives the same bits.</summary>
    public int Seed { get; init; }

    /// <summary>Gets the maximum number of threads, including the calling thread, at least 1; the default is the number of processors. The number of threads
    /// does not affect the bits. If a step is little work, as for small batches of small networks, the calling thread takes it alone regardless of this
    /// value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Threads
    {
        get;
        init
        {
            ThreadTeam.Check(value, nameof(Threads));
            field = value;
        }
    } = Environment.ProcessorCount;

    /// <summary>Gets whether to shuffle the samples in every epoch.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Gets the optimizer; null (the default) means Adam with its default settings.</summary>
    /// <remarks>Fit steps each network with its own copy of the optimizer (<see cref="IOptimizer.Clone"/>). The next Fit of that network with the same object
    /// continues with this copy, which <see cref="OptimizerExtensions.GetOptimizer"/> returns. One object can therefore serve several networks, even at the
    /// same time. It keeps its own state, with which copies begin: none, or that of steps taken manually. Its learning rate is the base rate. If a hook sets
    /// it, the new rate applies from the next step on, and a schedule uses it as the base rate. This property remains null if it was not set: a hook accesses
    /// the optimizer that takes the steps with <c>network.GetOptimizer(options.Optimizer)</c>, which is never null within Fit.</remarks>
    public IOptimizer? Optimizer { get; init; }

    /// <summary>Gets the learning rate schedule; null keeps the rate constant.</summary>
    public ISchedule? Schedule { get; init; }

    /// <summary>Gets the value to which each gradient is clipped, to [−value, value], before the step, as torch.nn.utils.clip_grad_value_; null for no
    /// clipping.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not greater than 0.</exception>
    public float? GradientClipValue { get; init => field = SettingRange.Bound(value); }

    /// <summary>Gets the maximum Euclidean norm of all gradients, which are scaled down together, as torch.nn.utils.clip_grad_norm_, after
    /// <see cref="GradientClipValue"/> is applied; null for no clipping.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not greater than 0.</exception>
    public float? GradientClipNorm { get; init => field = SettingRange.Bound(value); }

    /// <summary>Gets a weight for each class, at least 0; null for equal weights. Requires class numbers as targets. <see cref="Training.ClassWeights.Balanced"/> computes weights for rare classes. The loss of a batch is the mean weighted
    /// by the classes of its samples, as in torch.nn.CrossEntropyLoss; with label smoothing, each class weighs its own part of every target, as
    /// there.</summary>
    public IReadOnlyList<float>? ClassWeights { get; init; }

    /// <summary>Gets a weight for each training sample, at least 0; empty for equal weights. The loss of a batch is the weighted mean. The weights are
    /// multiplied by <see cref="ClassWeights"/>.</summary>
    public ReadOnlyMemory<float> SampleWeights { get; init; }

    /// <summary>Gets the rule that ends training when it stops improving and restores the best parameters; null trains all epochs and keeps the last
    /// parameters.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Gets the checkpoint, a file from which the run can be resumed; null for none.</summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>Gets the object that receives progress after every step. If this, <see cref="OnStep"/> and <see cref="OnEpoch"/> are all null, Fit prints one
    /// line per epoch to the standard output unless it is redirected. <see cref="TrainingProgress.Silent"/> prints nothing;
    /// <see cref="TrainingProgress.Lines"/> prints even if the output is redirected.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Gets the hook that is called after every step, on the calling thread. It may read the network and set the learning rate of
    /// <see cref="Optimizer"/>.</summary>
    public Action<TrainingProgress>? OnStep { get; init; }

    /// <summary>Gets the hook that is called after every epoch, on the calling thread. It may read the network and set the learning rate of
    /// <see cref="Optimizer"/>. The checkpoint is written at the same time.</summary>
    public Action<TrainingEpoch>? OnEpoch { get; init; }

    /// <summary>Gets the token that cancels training between two steps. The parameters are then those of the last completed step.</summary>
    public CancellationToken CancellationToken { get; init; }
}

/// <summary>The progress of a training run after a step.</summary>
public readonly record struct TrainingProgress
{
    /// <summary>Gets the number of the epoch within the call of Fit, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Gets the number of epochs of the call.</summary>
    public required int Epochs { get; init; }

    /// <summary>Gets the number of steps taken in this epoch.</summary>
    public required int Step { get; init; }

    /// <summary>Gets the number of steps in an epoch.</summary>
    public required int Steps { get; init; }

    /// <summary>Gets the mean loss of the epoch so far.</summary>
    public required float Loss { get; init; }

    /// <summary>Gets the learning rate of the last step.</summary>
    public required float LearningRate { get; init; }

    /// <summary>Gets the loss of the last step alone.</summary>
    public float StepLoss { get; init; }

    /// <summary>Gets a value for <see cref="FitOptions.Progress"/> with which Fit prints nothing.</summary>
    public static IProgress<TrainingProgress> Silent => EpochLines.Silent;

    /// <summary>Gets a value for <see cref="FitOptions.Progress"/> with which Fit prints one line per epoch to the standard output, even if it is
    /// redirected.</summary>
    public static IProgress<TrainingProgress> Lines => EpochLines.Always;
}
