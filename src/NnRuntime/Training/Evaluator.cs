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
        using ThreadTeam caller = new(1);
        float loss = Loss(network, data, caller);
        if (typeof(TTarget) == typeof(int))
        {
            int[,] confusion = Confusion(network, data, caller);
            return new Evaluation(loss, Right(confusion) / (double)data.Count, confusion, null, null);
        }
        (double error, double rSquared) = Regression(network, data);
        return new Evaluation(loss, null, null, error, rSquared);
    }

    /// <summary>The mean loss; the same bits for any number of threads.</summary>
    internal static float Loss<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data, ThreadTeam team)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        double[] sums = new double[ThreadTeam.MaxItems];
        Workspace[] workspaces = Workspaces<TSelf>(team);
        ForEachBlock(data.Count, team, (item, thread, first, count) =>
        {
            ReadOnlySpan<float> inputs = data.Inputs.Slice(first * data.InputLength, count * data.InputLength);
            ReadOnlySpan<TTarget> targets = data.Targets.Slice(first * data.TargetLength, count * data.TargetLength);
            sums[item] += (double)network.Loss(inputs, targets, workspaces[thread]) * count;
        });
        return (float)(sums.Sum() / data.Count);
    }

    /// <summary>The part of the samples that are right; null where targets are no classes.</summary>
    internal static double? Accuracy<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data, ThreadTeam team)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged =>
        typeof(TTarget) == typeof(int) ? Right(Confusion(network, data, team)) / (double)data.Count : null;

    private static int Right(int[,] confusion) => Enumerable.Range(0, confusion.GetLength(0)).Sum(actual => confusion[actual, actual]);

    // The greatest output is the greatest logit: softmax and its logarithm keep the order.
    private static int[,] Confusion<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data, ThreadTeam team)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        int classes = TSelf.Info.OutputLength;
        Workspace[] workspaces = Workspaces<TSelf>(team);
        float[][] outputs = [.. workspaces.Select(_ => new float[Block * classes])];
        int[][,] counts = [.. workspaces.Select(_ => new int[classes, classes])];
        ForEachBlock(data.Count, team, (_, thread, first, count) =>
        {
            ReadOnlySpan<int> targets = MemoryMarshal.Cast<TTarget, int>(data.Targets.Slice(first, count));
            network.Forward(data.Inputs.Slice(first * data.InputLength, count * data.InputLength), outputs[thread].AsSpan(0, count * classes), workspaces[thread]);
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<float> row = outputs[thread].AsSpan(i * classes, classes);
                int best = 0;
                for (int c = 1; c < classes; c++)
                {
                    best = row[c] > row[best] || (float.IsNaN(row[best]) && !float.IsNaN(row[c])) ? c : best;
                }
                counts[thread][targets[i], best]++;
            }
        });
        foreach (int[,] others in counts.Skip(1))
        {
            for (int i = 0; i < classes * classes; i++)
            {
                counts[0][i / classes, i % classes] += others[i / classes, i % classes];
            }
        }
        return counts[0];
    }

    private static Workspace[] Workspaces<TSelf>(ThreadTeam team)
        where TSelf : class, INetwork<TSelf> => [.. Enumerable.Range(0, team.Threads).Select(static _ => TSelf.CreateWorkspace(1))];

    // Blocks do not depend on the threads, and one item has those that follow one another, so that sums over an item keep their order.
    private static void ForEachBlock(int samples, ThreadTeam team, Action<int, int, int, int> block)
    {
        int blocks = (samples + Block - 1) / Block, items = Math.Min(blocks, ThreadTeam.MaxItems);
        team.Run(items, (item, thread) =>
        {
            for (long i = (long)blocks * item / items; i < (long)blocks * (item + 1) / items; i++)
            {
                int first = (int)i * Block;
                try
                {
                    block(item, thread, first, Math.Min(Block, samples - first));
                }
                catch (ArgumentOutOfRangeException exception) when (first > 0)
                {
                    throw Trainer.Behind(first, exception);
                }
            }
        });
    }

    private static (double MeanAbsoluteError, double RSquared) Regression<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        int length = data.TargetLength;
        Workspace workspace = TSelf.CreateWorkspace(1);
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
