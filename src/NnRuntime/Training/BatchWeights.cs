using System.Runtime.InteropServices;
using NnGen.Data;

namespace NnGen.Training;

/// <summary>Computes the sample weights of a batch from class weights and sample weights. Created only if there are any.</summary>
internal sealed class BatchWeights<TTarget>
    where TTarget : unmanaged
{
    // Weights within these bounds are used unscaled.
    private const double MinUnscaled = 1e-18, MaxUnscaled = 1e18;

    private readonly float[]? _classes;
    private readonly ReadOnlyMemory<float> _samples;
    private readonly float[] _batch;

    // The weights of a batch as products, which may exceed the range of floats.
    private readonly double[] _products;

    // Number of weights per sample: 1, or the number of classes, since label smoothing spreads a target over all classes and each class weighs its own part.
    private readonly int _each;

    private BatchWeights(FitOptions options, NetworkInfo network, int batchSize)
    {
        (_classes, _samples) = (options.ClassWeights?.ToArray(), options.SampleWeights);
        _each = _classes is not null && network.LabelSmoothing > 0 ? _classes.Length : 1;
        _batch = new float[checked(batchSize * _each)];
        _products = new double[_batch.Length];
    }

    /// <summary>Checks the weights of the options. Returns null if there are none.</summary>
    /// <param name="count">Number of training samples.</param>
    /// <param name="options">The options with the weights.</param>
    /// <param name="network">The network, which has one output for each class, or one for two classes.</param>
    /// <param name="batchSize">Maximum number of samples of a batch.</param>
    /// <param name="data">The samples, if they are in memory.</param>
    /// <exception cref="ArgumentException">The number of weights differs from the number of classes or samples, a weight is negative or not finite, or all
    /// are 0.</exception>
    public static BatchWeights<TTarget>? Of(long count, FitOptions options, NetworkInfo network, int batchSize, Dataset<TTarget>? data = null)
    {
        if (options.ClassWeights is { } weights)
        {
            bool isBinary = data?.HasConvertedClasses == true;
            if (typeof(TTarget) != typeof(int) && !isBinary)
            {
                throw new ArgumentException("ClassWeights need class numbers as targets, but the targets of the data are floats; for a network with one output, pass a Dataset<int> with the classes 0 and 1, or pass SampleWeights instead.", nameof(options));
            }
            Check([.. weights], isBinary ? 2 : network.OutputLength, "ClassWeights", "classes", "pass one for each");
        }
        if (!options.SampleWeights.IsEmpty)
        {
            Check(options.SampleWeights.Span, count, "SampleWeights", "training samples", AdviceOnCount(options.SampleWeights.Length, data));
        }
        if (options.ClassWeights is null && options.SampleWeights.IsEmpty)
        {
            return null;
        }
        BatchWeights<TTarget> result = new(options, network, batchSize);
        if (data is null)
        {
            return result;   // a stream is not read twice for this check
        }
        for (int sample = 0; sample < data.Count; sample++)
        {
            if (result.Of(sample, data.Target(sample)) > 0)
            {
                return result;
            }
        }
        throw new ArgumentException("Every training sample has the weight 0, from ClassWeights or SampleWeights, so nothing could be learned; give at least one sample a weight greater than 0.");
    }

    /// <summary>Returns the weights of samples of a dataset, as Backward takes them, and the sum of the combined sample and class weights.</summary>
    /// <param name="data">The dataset.</param>
    /// <param name="order">Numbers of the samples; empty if the samples are consecutive.</param>
    /// <param name="first">Number of the first sample, if the samples are consecutive.</param>
    /// <param name="count">Number of samples.</param>
    /// <param name="sum">Sum of the weights.</param>
    /// <param name="scale">Factor with which Backward multiplies the weighted losses so that they sum to their mean.</param>
    public ReadOnlySpan<float> Of(Dataset<TTarget> data, ReadOnlySpan<int> order, int first, int count, out double sum, out float scale)
    {
        double total = 0, largest = 0;
        for (int i = 0; i < count; i++)
        {
            int sample = order.IsEmpty ? first + i : order[i];
            total += Store(i, sample, data.Target(sample), ref largest);
        }
        return Narrow(count, total, largest, out sum, out scale);
    }

    /// <summary>Returns the weights of samples, as Backward takes them, and the sum of the combined sample and class weights.</summary>
    /// <param name="samples">Numbers of the samples.</param>
    /// <param name="targets">Targets of the samples.</param>
    /// <param name="sum">Sum of the weights.</param>
    /// <param name="scale">Factor with which Backward multiplies the weighted losses so that they sum to their mean.</param>
    public ReadOnlySpan<float> Of(ReadOnlySpan<long> samples, ReadOnlySpan<TTarget> targets, out double sum, out float scale)
    {
        double total = 0, largest = 0;
        int length = targets.Length / samples.Length;
        for (int i = 0; i < samples.Length; i++)
        {
            total += Store(i, samples[i], targets.Slice(i * length, length), ref largest);
        }
        return Narrow(samples.Length, total, largest, out sum, out scale);
    }

    // Converts the weights to floats. They are scaled by a power of two if the largest weight, the sum or its reciprocal might leave the range of floats; a
    // mean does not depend on the scale.
    private ReadOnlySpan<float> Narrow(int count, double total, double largest, out double sum, out float scale)
    {
        double factor = largest is 0 or (>= MinUnscaled and <= MaxUnscaled) ? 1 : Math.ScaleB(1, -Math.ILogB(largest));
        Span<float> batch = _batch.AsSpan(0, count * _each);
        for (int i = 0; i < batch.Length; i++)
        {
            batch[i] = (float)(_products[i] * factor);
        }
        if (total > 0)
        {
            (sum, scale) = (total, (float)(1 / (total * factor)));
            return batch;
        }

        // A batch whose targets all weigh 0 has no mean, and so no gradient, although with label smoothing other classes have weights.
        batch.Clear();
        (sum, scale) = (0, 1);
        return batch;
    }

    private double Store(int place, long sample, ReadOnlySpan<TTarget> targets, ref double largest)
    {
        double weight = Of(sample, targets);
        if (_each == 1)
        {
            largest = Math.Max(largest, weight);
            return _products[place] = weight;
        }
        double own = _samples.IsEmpty ? 1 : _samples.Span[(int)sample];
        for (int c = 0; c < _each; c++)
        {
            double product = own * _classes![c];
            _products[(place * _each) + c] = product;
            largest = Math.Max(largest, product);
        }
        return weight;
    }

    private double Of(long sample, ReadOnlySpan<TTarget> targets)
    {
        double weight = _samples.IsEmpty ? 1 : _samples.Span[(int)sample];
        if (_classes is null)
        {
            return weight;
        }

        // The network rejects a target that is not a class, with a better message.
        int target = typeof(TTarget) == typeof(int) ? MemoryMarshal.Cast<TTarget, int>(targets)[0] : (int)MemoryMarshal.Cast<TTarget, float>(targets)[0];
        return weight * ((uint)target < (uint)_classes.Length ? _classes[target] : 1);
    }

    /// <summary>Returns what to do if the number of sample weights is not that of the samples.</summary>
    public static string AdviceOnCount(int weights, Dataset<TTarget>? data) => data?.OriginalCount == weights
        ? $"the data are a part of {weights} samples: pass SampleWeights = train.Gather(weights), which selects the weights of the part"
        : "pass one for each";

    private static void Check(ReadOnlySpan<float> weights, long expected, string name, string of, string advice)
    {
        if (weights.Length != expected)
        {
            throw new ArgumentException($"There are {weights.Length} {name}, but {expected} {of}; {advice}.");
        }
        bool any = false;
        for (int i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] >= 0 && float.IsFinite(weights[i])))
            {
                throw new ArgumentException($"{name}[{i}] is {weights[i]}, but a weight must be at least 0 and finite.");
            }
            any |= weights[i] > 0;
        }
        if (!any)
        {
            throw new ArgumentException($"All {name} are 0, so nothing could be learned; make at least one of them greater than 0.");
        }
    }
}
