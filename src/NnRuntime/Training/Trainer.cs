using System.Diagnostics;
using NnRuntime.Data;
using NnRuntime.Optimizers;

namespace NnRuntime.Training;

/// <summary>The training loop.</summary>
public static class Trainer
{
    /// <summary>Trains the network on the data: the same seed and machine give the same bits, whatever the number of threads.</summary>
    /// <param name="network">The network; its parameters change.</param>
    /// <param name="train">The training data.</param>
    /// <param name="options">How to train; null means the defaults.</param>
    /// <param name="validation">Data to evaluate after each epoch; null for none.</param>
    /// <returns>Loss and accuracy of every epoch.</returns>
    /// <exception cref="ArgumentException">The data do not fit the network, or there are none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or a target is no class of the network.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled; the parameters are those of the last whole step.</exception>
    public static TrainingHistory Fit<TSelf, TTarget>(this ITrainable<TSelf, TTarget> network, Dataset<TTarget> train, FitOptions? options = null, Dataset<TTarget>? validation = null)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(train);
        options ??= new FitOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.Epochs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.BatchSize);
        ThreadTeam.Check(options.Threads);
        Check<TSelf, TTarget>(train, nameof(train));
        if (validation is not null)
        {
            Check<TSelf, TTarget>(validation, nameof(validation));
        }

        IOptimizer optimizer = options.Optimizer ?? new Adam();
        float baseRate = optimizer.LearningRate;
        int batchSize = Math.Min(options.BatchSize, train.Count), batches = (train.Count + batchSize - 1) / batchSize;
        using ParallelTrainer<TSelf, TTarget> trainer = new(network, optimizer, batchSize, options.Threads);
        using ThreadTeam evaluators = new(options.Threads);
        List<TrainingEpoch> epochs = [];
        long step = 0;
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            long started = Stopwatch.GetTimestamp();
            int[] order = options.Shuffle ? train.Order(HashCode(options.Seed, epoch)) : [];
            double total = 0;
            int samples = 0;
            for (int batch = 0; batch < batches; batch++)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                optimizer.LearningRate = options.Schedule?.Rate(baseRate, step, (long)batches * options.Epochs) ?? baseRate;
                int count = Math.Min(batchSize, train.Count - samples);
                float loss = options.Shuffle
                    ? trainer.Step(train, order.AsMemory(samples, count), options.Seed, step)
                    : trainer.Step(train.Inputs.Slice(samples * train.InputLength, count * train.InputLength), train.Targets.Slice(samples * train.TargetLength, count * train.TargetLength), options.Seed, step);
                step++;
                samples += count;
                total += (double)loss * count;
                options.Progress?.Report(new TrainingProgress(epoch + 1, options.Epochs, batch + 1, batches, (float)(total / samples), optimizer.LearningRate));
            }
            TimeSpan duration = Stopwatch.GetElapsedTime(started);
            (float? validationLoss, double? validationAccuracy) = validation is null ? default : (Evaluator.Loss(network, validation, evaluators), Evaluator.Accuracy(network, validation, evaluators));
            double? accuracy = validation is null ? null : Evaluator.Accuracy(network, train, evaluators);
            epochs.Add(new TrainingEpoch((float)(total / samples), accuracy, validationLoss, validationAccuracy, optimizer.LearningRate, duration));
        }
        optimizer.LearningRate = baseRate;
        return new TrainingHistory(epochs);
    }

    internal static void Check<TSelf, TTarget>(Dataset<TTarget> data, string name)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        if (data.Count == 0)
        {
            throw new ArgumentException("The dataset has no sample.", name);
        }
        if (data.InputLength != TSelf.Info.InputLength || data.TargetLength != TSelf.TargetLength)
        {
            throw new ArgumentException($"The dataset has {data.InputLength} inputs and {data.TargetLength} targets a sample, but {TSelf.Info.Name} takes {TSelf.Info.InputLength} and {TSelf.TargetLength}.", name);
        }
    }

    /// <summary>A message that numbers samples, from a call that did not begin with the first one.</summary>
    internal static ArgumentOutOfRangeException Behind(int first, ArgumentOutOfRangeException exception) =>
        new($"Of the samples from {first} on: {exception.Message}", exception);

    // Not System.HashCode, which differs from process to process.
    private static int HashCode(int seed, int epoch) => unchecked((int)(((uint)seed * 0x9E3779B9u) + (uint)epoch));
}
