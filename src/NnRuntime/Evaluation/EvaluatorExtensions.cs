using System.Runtime.InteropServices;
using NnGen.Data;

namespace NnGen.Training;

/// <summary>Evaluates networks on data.</summary>
public static class EvaluatorExtensions
{
    /// <summary>Computes the loss and metrics as defined by scikit-learn: classification metrics for class numbers and for a single output with targets 0 and
    /// 1; errors and R² for floats.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The data: measured if the network has a preprocessing, or as returned by <see cref="Normalization"/>.</param>
    /// <remarks>A network with a preprocessing (<see cref="PreprocessingExtensions"/>) normalizes the inputs and targets of data that <see cref="Normalization"/> did not return, and
    /// rejects such data if Fit trained it on data of this kind before it knew the normalization. Errors of a regression are in the unit of its targets.</remarks>
    /// <exception cref="ArgumentException">The data do not match the network or are empty, the names of their columns or classes differ from those of the network, their
    /// normalization differs from that of the training data, or an input or target is not finite. The message says which.</exception>
    /// <exception cref="InvalidOperationException">Outputs of a classifier are not numbers although all inputs are finite, so that they have no class.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not a class of the network.</exception>
    public static Evaluation Evaluate<TSelf, TTarget>(this ITrainable<TSelf, TTarget> network, Dataset<TTarget> data)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        NetworkSchema.Check((INetwork<TSelf>)network, data);
        LabeledData.Check<TSelf, TTarget>(data, nameof(data));
        (data, Normalization? scale) = NetworkScale.Scaled((INetwork<TSelf>)network, data);
        using EvaluationThreads<TSelf> caller = new(1, data.Count);
        if (typeof(TTarget) == typeof(int))
        {
            return Classes(network, data, caller);
        }
        RegressionEvaluation regression = Regression(network, data, scale, caller);
        return !IsBinary(network, data) || Classes(network, data, caller) is not { } classes ? regression : regression with
        {
            Ranks = classes.Ranks,
            ConfusionMatrix = classes.ConfusionMatrix,
            Scores = classes.Scores,
            RocAuc = classes.RocAuc,
        };
    }

    /// <summary>Computes the loss and metrics of a classifier.</summary>
    /// <inheritdoc cref="Evaluate{TSelf, TTarget}(ITrainable{TSelf, TTarget}, Dataset{TTarget})"/>
    public static ClassificationEvaluation Evaluate<TSelf>(this ITrainable<TSelf, int> network, Dataset<int> data)
        where TSelf : class, ITrainable<TSelf, int> => (ClassificationEvaluation)Evaluate<TSelf, int>(network, data);

    /// <summary>Computes the loss and metrics of a network whose targets are floats.</summary>
    /// <inheritdoc cref="Evaluate{TSelf, TTarget}(ITrainable{TSelf, TTarget}, Dataset{TTarget})"/>
    public static RegressionEvaluation Evaluate<TSelf>(this ITrainable<TSelf, float> network, Dataset<float> data)
        where TSelf : class, ITrainable<TSelf, float> => (RegressionEvaluation)Evaluate<TSelf, float>(network, data);

    /// <summary>Computes the loss and metrics of a network with one output and binary cross-entropy on class numbers. Class 1 is the positive class.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The data, with two classes.</param>
    /// <exception cref="ArgumentException">There are more than two classes, the data do not match the network or are empty, the names of their columns or
    /// classes differ from those of the network, or an input is not finite.</exception>
    /// <exception cref="InvalidOperationException">Outputs of the network are not numbers although all inputs are finite, so that they have no class.</exception>
    public static ClassificationEvaluation Evaluate<TSelf>(this ITrainable<TSelf, float> network, Dataset<int> data)
        where TSelf : class, ITrainable<TSelf, float>, IClassifier<TSelf>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        NetworkSchema.Check((INetwork<TSelf>)network, data);
        Dataset<float> targets = BinaryTargets.Of(TSelf.Info, data, nameof(data));
        LabeledData.Check<TSelf, float>(targets, nameof(data));
        (targets, _) = NetworkScale.Scaled((INetwork<TSelf>)network, targets);
        using EvaluationThreads<TSelf> caller = new(1, data.Count);
        return Classes(network, targets, caller);
    }

    /// <summary>Returns the mean loss and the fraction of samples that are classified correctly, or null if there are no classes. The bits are the same for
    /// any number of threads.</summary>
    internal static (float Loss, double? Accuracy) LossAndAccuracy<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data, EvaluationThreads<TSelf> threads)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        bool hasClasses = HasClasses(network, data);
        int[] right = new int[threads.Team.Threads];
        float loss = EvaluationPass.Run(network, data, threads, hasClasses ? Count(data, right) : null, wantsOutputs: false);
        return (loss, hasClasses ? right.Sum() / (double)data.Count : null);
    }

    /// <summary>Returns the fraction of the given samples that are classified correctly; null if there are no classes.</summary>
    internal static double? Accuracy<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data, int[] samples, EvaluationThreads<TSelf> threads)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        if (!HasClasses(network, data))
        {
            return null;
        }
        int[] right = new int[threads.Team.Threads];
        EvaluationPass.Classify((IClassifier)network, data, samples, threads, Count(data, right));
        return right.Sum() / (double)samples.Length;
    }

    private static EvaluationPass.SampleAction Count<TTarget>(Dataset<TTarget> data, int[] right)
        where TTarget : unmanaged => (thread, sample, _, predicted) => right[thread] += predicted == Actual(data, sample) ? 1 : 0;

    private static ClassificationEvaluation Classes<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data, EvaluationThreads<TSelf> caller)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        int classes = Math.Max(2, TSelf.Info.OutputLength);
        ConfusionMatrix confusion = new(classes);
        int[] ranks = new int[classes];
        double[] scores = new double[classes == 2 ? data.Count : 0];
        bool[] isPositive = new bool[scores.Length];

        float loss = EvaluationPass.Run(network, data, caller, (_, sample, outputs, predicted) =>
        {
            int actual = Actual(data, sample);
            confusion.Add(actual, predicted, 1);
            ranks[actual == predicted ? 0 : outputs.Length == 1 ? 1 : Math.Max(1, Rank(outputs, actual))]++;
            if (scores.Length > 0)
            {
                isPositive[sample] = actual == 1;
                scores[sample] = BinaryLogit.Of(network, data.Input(sample), outputs);
            }
        }, wantsOutputs: true);
        CheckInputs(loss, data);
        if (float.IsNaN(loss))
        {
            throw FiniteSamples.NoOutputs(TSelf.Info.Name, "some samples");
        }
        return new ClassificationEvaluation
        {
            Ranks = ranks,
            Loss = loss,
            ConfusionMatrix = confusion,
            Scores = new ClassificationScores(confusion),
            RocAuc = classes == 2 ? RocCurve.Area(scores, isPositive) : null,
        };
    }

    // The errors in the unit of the targets, before they were normalized by the scale.
    private static RegressionEvaluation Regression<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data, Normalization? scale, EvaluationThreads<TSelf> caller)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        int length = data.TargetLength;
        double[] means = new double[length], spreads = new double[length], residuals = new double[length];
        double[] units = [.. Enumerable.Range(0, length).Select(i => scale is null ? 1 : Math.Abs(scale.Divisors[i]))];
        double absolute = 0;
        ReadOnlyMemory<float> targets = MemoryMarshal.Cast<TTarget, float>(data.Targets).ToArray();
        for (int i = 0; i < targets.Length; i++)
        {
            means[i % length] += targets.Span[i];
        }

        // Divided at the end, since the sum of equal floats is exact in doubles, so that constant targets have no variance.
        for (int i = 0; i < length; i++)
        {
            means[i] /= data.Count;
        }
        float loss = EvaluationPass.Run(network, data, caller, (_, sample, outputs, _) =>
        {
            ReadOnlySpan<float> wanted = targets.Span.Slice(sample * length, length);
            for (int i = 0; i < length; i++)
            {
                double residual = (double)outputs[i] - wanted[i], spread = wanted[i] - means[i];
                absolute += Math.Abs(residual) * units[i];
                residuals[i] += residual * residual;
                spreads[i] += spread * spread;
            }
        }, wantsOutputs: true);
        CheckInputs(loss, data);
        double squared = residuals.Zip(units, (sum, unit) => Math.Sqrt(sum / data.Count) * unit).Average();
        double rSquared = residuals.Zip(spreads, static (residual, spread) => spread > 0 ? 1 - (residual / spread) : residual > 0 ? 0 : 1.0 - residual).Average();
        return new RegressionEvaluation { Loss = loss, MeanAbsoluteError = absolute / ((double)data.Count * length), RootMeanSquaredError = squared, RSquared = rSquared };
    }

    // Inputs and targets that are not finite have no finite loss, so others need not be searched for.
    private static void CheckInputs<TTarget>(float loss, Dataset<TTarget> data)
        where TTarget : unmanaged
    {
        if (!float.IsFinite(loss))
        {
            FiniteSamples.Check(data.Inputs, data.InputLength, nameof(data));
            if (typeof(TTarget) == typeof(float))
            {
                FiniteSamples.CheckTargets(MemoryMarshal.Cast<TTarget, float>(data.Targets), data.TargetLength, nameof(data));
            }
        }
    }

    /// <summary>Returns whether the targets are classes, so that an accuracy exists.</summary>
    internal static bool HasClasses<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged => typeof(TTarget) == typeof(int) || IsBinary(network, data);

    // One output that distinguishes two classes, and targets that are these classes rather than probabilities.
    private static bool IsBinary<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged =>
        typeof(TTarget) == typeof(float) && TSelf.Info.OutputLength == 1 && network is IClassifier && !MemoryMarshal.Cast<TTarget, float>(data.Targets).ContainsAnyExcept(0f, 1f);

    private static int Actual<TTarget>(Dataset<TTarget> data, int sample)
        where TTarget : unmanaged =>
        typeof(TTarget) == typeof(int) ? MemoryMarshal.Cast<TTarget, int>(data.Target(sample))[0] : (int)MemoryMarshal.Cast<TTarget, float>(data.Target(sample))[0];

    // Number of classes ranked before a given one. Among equal outputs the first ranks higher; NaN ranks last.
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
}
