using System.Runtime.InteropServices;
using NnRuntime.Data;

namespace NnRuntime.Training;

/// <summary>How well a classifier does.</summary>
/// <param name="Loss">The mean loss.</param>
/// <param name="Accuracy">The part of samples whose class is right.</param>
/// <param name="ConfusionMatrix">Counts of samples as [actual, predicted].</param>
/// <param name="MeanAbsoluteError">Mean of |output − target|; null for classes.</param>
/// <param name="RSquared">1 − Σ(output − target)² / Σ(target − mean)², the mean over the outputs; null for classes.</param>
public sealed record Evaluation(float Loss, double? Accuracy, int[,]? ConfusionMatrix, double? MeanAbsoluteError, double? RSquared);

/// <summary>Evaluates networks on data.</summary>
public static class Evaluator
{
    // Samples of one call; the outputs of a block stay in the cache.
    private const int Block = 256;

    /// <summary>Loss, and for class targets accuracy and confusion matrix, otherwise mean absolute error and R².</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The data.</param>
    /// <exception cref="ArgumentException">The data do not fit the network, or there are none.</exception>
    public static Evaluation Evaluate<TSelf, TTarget>(this ITrainable<TSelf, TTarget> network, Dataset<TTarget> data)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        Trainer.Check<TSelf, TTarget>(data, nameof(data));
        Workspace workspace = TSelf.CreateWorkspace(1);
        float loss = Loss(network, data, workspace);
        if (typeof(TTarget) == typeof(int))
        {
            int[,] confusion = Confusion(network, data, workspace);
            return new Evaluation(loss, Right(confusion) / (double)data.Count, confusion, null, null);
        }
        (double error, double rSquared) = Regression(network, data, workspace);
        return new Evaluation(loss, null, null, error, rSquared);
    }

    internal static float Loss<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data, Workspace workspace)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged => network.Loss(data.Inputs, data.Targets, workspace);

    internal static double? Accuracy<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data, Workspace workspace)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged =>
        typeof(TTarget) == typeof(int) ? Right(Confusion(network, data, workspace)) / (double)data.Count : null;

    private static int Right(int[,] confusion) => Enumerable.Range(0, confusion.GetLength(0)).Sum(actual => confusion[actual, actual]);

    // The greatest output is the greatest logit: softmax and its logarithm keep the order.
    private static int[,] Confusion<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data, Workspace workspace)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        int classes = TSelf.Info.OutputLength;
        int[,] confusion = new int[classes, classes];
        float[] outputs = new float[Block * classes];
        foreach (Batch<TTarget> batch in data.Batches(Block))
        {
            ReadOnlySpan<int> targets = MemoryMarshal.Cast<TTarget, int>(batch.Targets);
            network.Forward(batch.Inputs, outputs.AsSpan(0, batch.Count * classes), workspace);
            for (int i = 0; i < batch.Count; i++)
            {
                ReadOnlySpan<float> row = outputs.AsSpan(i * classes, classes);
                int best = 0;
                for (int c = 1; c < classes; c++)
                {
                    best = row[c] > row[best] || (float.IsNaN(row[best]) && !float.IsNaN(row[c])) ? c : best;
                }
                confusion[targets[i], best]++;
            }
        }
        return confusion;
    }

    private static (double MeanAbsoluteError, double RSquared) Regression<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data, Workspace workspace)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        int length = data.TargetLength;
        float[] outputs = new float[Block * length];
        double[] sums = new double[length], squares = new double[length], residuals = new double[length];
        double error = 0;
        foreach (Batch<TTarget> batch in data.Batches(Block))
        {
            ReadOnlySpan<float> targets = MemoryMarshal.Cast<TTarget, float>(batch.Targets);
            network.Forward(batch.Inputs, outputs.AsSpan(0, batch.Count * length), workspace);
            for (int i = 0; i < targets.Length; i++)
            {
                double difference = (double)outputs[i] - targets[i];
                error += Math.Abs(difference);
                sums[i % length] += targets[i];
                squares[i % length] += (double)targets[i] * targets[i];
                residuals[i % length] += difference * difference;
            }
        }
        double rSquared = Enumerable.Range(0, length).Average(j => 1 - (residuals[j] / (squares[j] - (sums[j] * sums[j] / data.Count))));
        return (error / ((double)data.Count * length), rSquared);
    }
}
