using NnGen.Data;

namespace NnGen.Training;

/// <summary>The training data of a run, as steps that can be taken by their number.</summary>
internal abstract class StepData<TSelf, TTarget>(long count, FitOptions options) : IDisposable
    where TSelf : class, ITrainable<TSelf, TTarget>
    where TTarget : unmanaged
{
    /// <summary>Samples of a step; the last of an epoch may have fewer.</summary>
    public int BatchSize { get; } = (int)Math.Min(options.BatchSize, count);

    /// <summary>Steps of an epoch.</summary>
    public int Batches { get; } = checked((int)((count + Math.Min(options.BatchSize, count) - 1) / Math.Min(options.BatchSize, count)));

    /// <summary>The epoch that the first of the run is among all of the network, from 0.</summary>
    public int FirstEpoch { get; set; }

    /// <summary>The step that the first of the run is among all of the network, from 0.</summary>
    public long FirstStep { get; set; }

    /// <summary>What tells the data from others.</summary>
    public abstract string Description { get; }

    /// <summary>Takes a step, which depends on its number, the rate, and what the steps before it left.</summary>
    /// <param name="number">Its number within the run.</param>
    /// <param name="trainer">What takes it.</param>
    /// <param name="weight">The weight of its samples.</param>
    /// <returns>Their loss.</returns>
    public abstract float Step(long number, ParallelTrainer<TSelf, TTarget> trainer, out double weight);

    /// <summary>The samples of a step that was taken last, by number, and their inputs.</summary>
    public abstract (long[] Samples, float[] Inputs) Batch(long number);

    /// <summary>Some samples to measure on, by their numbers in data.</summary>
    public abstract (Dataset<TTarget> Data, int[] Samples) Measured(int most);

    /// <summary>How to train.</summary>
    protected FitOptions Options { get; } = options;

    /// <summary>Ends what reads the data.</summary>
    public virtual void Dispose()
    {
    }

    /// <summary>What makes a step reproducible.</summary>
    protected TrainingStep At(long number, float scale) => new(Options.Seed, FirstStep + number, 0, scale);

    /// <summary>The epoch that a step belongs to.</summary>
    protected BatchReadOptions EpochOf(long number) => new() { BatchSize = BatchSize, Seed = Options.Seed, Epoch = unchecked(FirstEpoch + (int)(number / Batches)), Shuffle = Options.Shuffle };
}
