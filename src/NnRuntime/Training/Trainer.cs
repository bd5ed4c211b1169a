using System.Diagnostics;
using System.Runtime.InteropServices;
using NnRuntime.Data;
using NnRuntime.Optimizers;

namespace NnRuntime.Training;

/// <summary>The training loop.</summary>
public static class Trainer
{
    /// <summary>Trains the network on the data: the same seed and machine give the same bits.</summary>
    /// <param name="network">The network; its parameters change.</param>
    /// <param name="train">The training data.</param>
    /// <param name="options">How to train; null means the defaults.</param>
    /// <param name="validation">Data to evaluate after each epoch; null for none.</param>
    /// <returns>Loss and accuracy of every epoch.</returns>
    /// <exception cref="ArgumentException">The data do not fit the network, or there are none.</exception>
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
        Check<TSelf, TTarget>(train, nameof(train));
        if (validation is not null)
        {
            Check<TSelf, TTarget>(validation, nameof(validation));
        }

        IOptimizer optimizer = options.Optimizer ?? new Adam();
        float baseRate = optimizer.LearningRate;
        float[] gradients = new float[network.Parameters.Length];
        Workspace workspace = TSelf.CreateWorkspace(Math.Min(options.BatchSize, train.Count));
        List<TrainingEpoch> epochs = [];
        long step = 0;
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            long started = Stopwatch.GetTimestamp();
            Batches<TTarget> batches = options.Shuffle ? train.Batches(options.BatchSize, HashCode(options.Seed, epoch)) : train.Batches(options.BatchSize);
            double total = 0;
            int done = 0, samples = 0;
            foreach (Batch<TTarget> batch in batches)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                optimizer.LearningRate = options.Schedule?.Rate(baseRate, step, (long)batches.Count * options.Epochs) ?? baseRate;
                float loss = network.Backward(batch.Inputs, batch.Targets, default, gradients, workspace, new TrainingStep(options.Seed, step, 0, 1f / batch.Count));
                optimizer.Step(network.Parameters, gradients);
                step++;
                done++;
                samples += batch.Count;
                total += (double)loss * batch.Count;
                options.Progress?.Report(new TrainingProgress(epoch + 1, options.Epochs, done, batches.Count, (float)(total / samples), optimizer.LearningRate));
            }
            TimeSpan duration = Stopwatch.GetElapsedTime(started);
            (float? validationLoss, double? validationAccuracy) = validation is null ? default : (Evaluator.Loss(network, validation, workspace), Evaluator.Accuracy(network, validation, workspace));
            double? accuracy = validation is null ? null : Evaluator.Accuracy(network, train, workspace);
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

    // Not System.HashCode, which differs from process to process.
    private static int HashCode(int seed, int epoch) => unchecked((int)(((uint)seed * 0x9E3779B9u) + (uint)epoch));
}
