using System.Runtime.InteropServices;
using NnRuntime.Data;

namespace NnRuntime.Training;

/// <summary>Evaluates networks on data.</summary>
public static class Evaluator
{
    /// <summary>Samples of one call; the outputs of a block stay in the cache.</summary>
    internal const int Block = 256;

    /// <summary>Loss and metrics, as scikit-learn defines them: for class numbers, and for a single output whose targets are 0 and 1, what a
    /// classifier is judged by; for floats the errors and R².</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The data.</param>
    /// <exception cref="ArgumentException">The data do not fit the network, or there are none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is no class of the network.</exception>
    public static Evaluation Evaluate<TSelf, TTarget>(this ITrainable<TSelf, TTarget> network, Dataset<TTarget> data)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        Trainer.Check<TSelf, TTarget>(data, nameof(data));
        using EvaluationThreads<TSelf> caller = new(1, data.Count);
        float loss = Loss(network, data, caller);
        if (typeof(TTarget) == typeof(int))
        {
            return Classes(network, data, caller, loss);
        }
        (double absolute, double squared, double rSquared) = Regression(network, data, caller);
        Evaluation result = IsBinary(network, data) ? Classes(network, data, caller, loss) : new Evaluation(null) { Loss = loss };
        return result with { MeanAbsoluteError = absolute, RootMeanSquaredError = squared, RSquared = rSquared };
    }

    /// <summary>The mean loss; the same bits for any number of threads.</summary>
    internal static float Loss<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data, EvaluationThreads<TSelf> threads)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        double[] sums = new double[ThreadTeam.MaxItems];
        Workspace[] workspaces = threads.Workspaces;
        ForEachBlock(data.Count, threads.Team, (item, thread, first, count) =>
        {
            ReadOnlySpan<float> inputs = data.Inputs.Slice(first * data.InputLength, count * data.InputLength);
            ReadOnlySpan<TTarget> targets = data.Targets.Slice(first * data.TargetLength, count * data.TargetLength);
            sums[item] += (double)network.Loss(inputs, targets, workspaces[thread]) * count;
        });
        return (float)(sums.Sum() / data.Count);
    }

    /// <summary>The part of the samples that are right; null where there are no classes.</summary>
    internal static double? Accuracy<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data, EvaluationThreads<TSelf> threads)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        if (typeof(TTarget) != typeof(int) && !IsBinary(network, data))
        {
            return null;
        }
        int[] right = new int[threads.Team.Threads];
        ForEachOutput(network, data, threads, (thread, sample, outputs, predicted) => right[thread] += predicted == Actual(data, sample) ? 1 : 0);
        return right.Sum() / (double)data.Count;
    }

    private static Evaluation Classes<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data, EvaluationThreads<TSelf> caller, float loss)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        int classes = Math.Max(2, TSelf.Info.OutputLength);
        int[,] confusion = new int[classes, classes];
        int[] ranks = new int[classes];
        double[] scores = new double[classes == 2 ? data.Count : 0];
        bool[] isPositive = new bool[scores.Length];

        // The second of two probabilities is a score by itself, and more exact than its difference from the first, which logits need.
        bool sumsToOne = TSelf.Info.OutputLength < 2 || TSelf.Info.Layers[^1].Title is "Softmax";
        ForEachOutput(network, data, caller, (_, sample, outputs, predicted) =>
        {
            int actual = Actual(data, sample);
            confusion[actual, predicted]++;
            ranks[outputs.Length == 1 ? (actual == predicted ? 0 : 1) : Rank(outputs, actual)]++;
            if (scores.Length > 0)
            {
                isPositive[sample] = actual == 1;
                scores[sample] = sumsToOne ? outputs[^1] : (double)outputs[1] - outputs[0];
            }
        });
        return new Evaluation(ranks)
        {
            Loss = loss,
            ConfusionMatrix = confusion,
            Scores = new ClassificationScores(confusion),
            RocAuc = classes == 2 ? RocCurve.Area(scores, isPositive) : null,
        };
    }

    private static (double MeanAbsoluteError, double RootMeanSquaredError, double RSquared) Regression<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data, EvaluationThreads<TSelf> caller)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        int length = data.TargetLength;
        double[] means = new double[length], spreads = new double[length], residuals = new double[length];
        double absolute = 0;
        ReadOnlyMemory<float> targets = MemoryMarshal.Cast<TTarget, float>(data.Targets).ToArray();
        for (int i = 0; i < targets.Length; i++)
        {
            means[i % length] += targets.Span[i];
        }

        // Divided at the end: the sum of equal floats is exact in doubles, so that constant targets have no spread.
        for (int i = 0; i < length; i++)
        {
            means[i] /= data.Count;
        }
        ForEachOutput(network, data, caller, (_, sample, outputs, _) =>
        {
            ReadOnlySpan<float> wanted = targets.Span.Slice(sample * length, length);
            for (int i = 0; i < length; i++)
            {
                double residual = (double)outputs[i] - wanted[i], spread = wanted[i] - means[i];
                absolute += Math.Abs(residual);
                residuals[i] += residual * residual;
                spreads[i] += spread * spread;
            }
        });
        double squared = residuals.Average(sum => Math.Sqrt(sum / data.Count));
        double rSquared = residuals.Zip(spreads, static (residual, spread) => spread > 0 ? 1 - (residual / spread) : residual > 0 ? 0 : 1.0 - residual).Average();
        return (absolute / ((double)data.Count * length), squared, rSquared);
    }

    // One output that tells two classes apart, and targets that are those classes and not probabilities between them.
    private static bool IsBinary<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged =>
        typeof(TTarget) == typeof(float) && TSelf.Info.OutputLength == 1 && network is IClassifier && !MemoryMarshal.Cast<TTarget, float>(data.Targets).ContainsAnyExcept(0f, 1f);

    private static int Actual<TTarget>(Dataset<TTarget> data, int sample)
        where TTarget : unmanaged =>
        typeof(TTarget) == typeof(int) ? MemoryMarshal.Cast<TTarget, int>(data.Target(sample))[0] : (int)MemoryMarshal.Cast<TTarget, float>(data.Target(sample))[0];

    // The greatest output is the greatest logit: softmax and its logarithm keep the order.
    private static int Greatest(ReadOnlySpan<float> outputs)
    {
        int best = 0;
        for (int c = 1; c < outputs.Length; c++)
        {
            best = outputs[c] > outputs[best] || (float.IsNaN(outputs[best]) && !float.IsNaN(outputs[c])) ? c : best;
        }
        return best;
    }

    // How many classes stand before one: the first of equals, and NaN behind all.
    private static int Rank(ReadOnlySpan<float> outputs, int of)
    {
        int rank = 0;
        for (int c = 0; c < outputs.Length; c++)
        {
            int order = outputs[c].CompareTo(outputs[of]);
            rank += order > 0 || (order == 0 && c < of) ? 1 : 0;
        }
        return rank;
    }

    private delegate void OutputAction(int thread, int sample, ReadOnlySpan<float> outputs, int predicted);

    private static void ForEachOutput<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data, EvaluationThreads<TSelf> threads, OutputAction action)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        int length = TSelf.Info.OutputLength;
        (Workspace[] workspaces, float[][] outputs, int[][] classes) = (threads.Workspaces, threads.Outputs, threads.Classes);

        // From one output the class cannot be told without knowing whether it is a logit or a probability.
        IClassifier? single = length == 1 ? network as IClassifier : null;
        ForEachBlock(data.Count, threads.Team, (_, thread, first, count) =>
        {
            ReadOnlySpan<float> inputs = data.Inputs.Slice(first * data.InputLength, count * data.InputLength);
            network.Forward(inputs, outputs[thread].AsSpan(0, count * length), workspaces[thread]);
            if (single is not null)
            {
                single.Classify(inputs, classes[thread].AsSpan(0, count), workspaces[thread]);
            }
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<float> row = outputs[thread].AsSpan(i * length, length);
                action(thread, first + i, row, single is null ? Greatest(row) : classes[thread][i]);
            }
        });
    }

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
}
