using System.Runtime.InteropServices;
using NnGen.Data;
using NnGen.Training;

namespace NnGen.Report;

/// <summary>Represents a sample for which the network is wrong.</summary>
/// <param name="Sample">Number of the sample, from 0.</param>
/// <param name="Actual">Actual class or target.</param>
/// <param name="Given">Predicted class or output.</param>
/// <param name="Badness">Severity of the mistake: the difference between the outputs of the predicted and the actual class; for floats, the sum of |output − target|.</param>
internal sealed record Mistake(int Sample, double Actual, double Given, double Badness)
{
    // Maximum number of samples in one call.
    private const int Block = 256;

    /// <summary>Returns the worst mistakes, starting with the worst.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The samples.</param>
    /// <param name="classes">Whether the network classifies.</param>
    /// <param name="most">Maximum number of mistakes.</param>
    public static List<Mistake> Worst<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data, bool classes, int most)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        int length = TSelf.Info.OutputLength;
        float[] outputs = new float[Block * length];
        int[] answers = new int[Block];
        Normalization? scale = classes ? null : network.GetPreprocessing()?.Targets;
        PriorityQueue<Mistake, double> worst = new();
        for (int first = 0; first < data.Count; first += Block)
        {
            int count = Math.Min(Block, data.Count - first);
            ReadOnlySpan<float> inputs = data.Inputs.Slice(first * data.InputLength, count * data.InputLength);
            network.Forward(inputs, outputs.AsSpan(0, count * length));
            if (classes)
            {
                ((IClassifier)network).Classify(inputs, answers.AsSpan(0, count));
            }
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<float> row = outputs.AsSpan(i * length, length);
                Mistake? mistake = classes ? OfClass(first + i, row, Class(data, first + i), answers[i]) : OfValues(first + i, row, MemoryMarshal.Cast<TTarget, float>(data.Target(first + i)), scale);
                if (mistake is not null)
                {
                    worst.Enqueue(mistake, mistake.Badness);
                    if (worst.Count > most)
                    {
                        worst.Dequeue();
                    }
                }
            }
        }
        List<Mistake> sorted = [.. worst.UnorderedItems.Select(static item => item.Element)];
        sorted.Sort(static (a, b) => (b.Badness, a.Sample).CompareTo((a.Badness, b.Sample)));
        return sorted;
    }

    private static Mistake? OfClass(int sample, ReadOnlySpan<float> outputs, int actual, int given)
    {
        if (actual == given)
        {
            return null;
        }

        // With one output, a logit or a probability, confidence grows with the distance from the midpoint. The midpoints differ, but the order does not.
        float badness = outputs.Length == 1 ? (given == 1 ? outputs[0] : -outputs[0]) : outputs[given] - outputs[actual];
        return new Mistake(sample, actual, given, float.IsNaN(badness) ? double.PositiveInfinity : badness);
    }

    // Compared as the loss compares them, and shown in the unit of the targets, as measured.
    private static Mistake OfValues(int sample, ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Normalization? scale)
    {
        double badness = 0;
        int worst = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            badness += Math.Abs((double)outputs[i] - targets[i]);
            worst = Math.Abs(outputs[i] - targets[i]) > Math.Abs(outputs[worst] - targets[worst]) ? i : worst;
        }
        return new Mistake(sample, Measured(targets, worst, scale), Measured(outputs, worst, scale), double.IsNaN(badness) ? double.PositiveInfinity : badness);
    }

    private static int Class<TTarget>(Dataset<TTarget> data, int sample)
        where TTarget : unmanaged =>
        typeof(TTarget) == typeof(int) ? MemoryMarshal.Cast<TTarget, int>(data.Target(sample))[0] : (int)MemoryMarshal.Cast<TTarget, float>(data.Target(sample))[0];

    private static double Measured(ReadOnlySpan<float> values, int index, Normalization? scale)
    {
        if (scale is null)
        {
            return values[index];
        }
        double[] measured = new double[values.Length];
        scale.Invert(values, measured);
        return measured[index];
    }
}
