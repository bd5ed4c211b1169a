using NnGen.Data;

namespace NnGen.Training;

/// <summary>The training data of a run, as steps that can be taken by number.</summary>
internal abstract class StepData<TSelf, TTarget>(long count, FitOptions options) : IDisposable
    where TSelf : class, ITrainable<TSelf, TTarget>
    where TTarget : unmanaged
{
    /// <summary>Gets the number of samples per step; the last step of an epoch may have fewer.</summary>
    public int BatchSize { get; } = (int)Math.Min(options.BatchSize, count);

    /// <summary>Gets the number of steps per epoch.</summary>
    public int Batches { get; } = Number(count, Math.Min(options.BatchSize, count), options);

    /// <summary>Gets or sets the number of the run's first epoch among all epochs of the network, from 0.</summary>
    public int FirstEpoch { get; set; }

    /// <summary>Gets or sets the number of the run's first step among all steps of the network, from 0.</summary>
    public long FirstStep { get; set; }

    /// <summary>Gets a text that distinguishes the data from others.</summary>
    public abstract string Description { get; }

    /// <summary>Gets the names of inputs, targets and classes.</summary>
    public abstract DataSchema Names { get; }

    /// <summary>Takes a step, which depends on its number, the learning rate, and the result of the preceding steps.</summary>
    /// <param name="number">Number of the step within the run.</param>
    /// <param name="trainer">The trainer that takes the step.</param>
    /// <param name="weight">Total weight of the samples.</param>
    /// <returns>The loss of the samples.</returns>
    public abstract float Step(long number, ParallelTrainer<TSelf, TTarget> trainer, out double weight);

    /// <summary>Returns the numbers of the samples of the last step, with their inputs and targets.</summary>
    public abstract (long[] Samples, float[] Inputs, TTarget[] Targets) Batch(long number);

    /// <summary>Returns samples for measuring the training accuracy, by their numbers in the data.</summary>
    public abstract (Dataset<TTarget> Data, int[] Samples) Measured(int most);

    /// <summary>Checks that the data have ended after the last step of an epoch.</summary>
    public virtual void EndEpoch()
    {
    }

    /// <summary>Gets the options.</summary>
    protected FitOptions Options { get; } = options;

    /// <summary>Ends reading of the data.</summary>
    public virtual void Dispose()
    {
    }

    private static int Number(long count, long size, FitOptions options) => (count - 1) / size < int.MaxValue
        ? (int)((count - 1) / size) + 1
        : throw new ArgumentException($"An epoch of {count} samples has {((count - 1) / size) + 1} batches of {size}, but at most {int.MaxValue} are possible; raise BatchSize.", nameof(options));

    /// <summary>Returns the values that make a step reproducible.</summary>
    protected TrainingStep At(long number, float scale) => new(Options.Seed, FirstStep + number, 0, scale);

    /// <summary>Returns the read options of the epoch that a step belongs to.</summary>
    protected BatchReadOptions EpochOf(long number) => new() { BatchSize = BatchSize, Seed = Options.Seed, Epoch = (FirstEpoch + (int)(number / Batches)) & int.MaxValue, Shuffle = Options.Shuffle };
}
