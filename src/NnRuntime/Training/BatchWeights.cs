using System.Runtime.InteropServices;
using NnGen.Data;

namespace NnGen.Training;

/// <summary>The weights of the samples of a batch, from those of the classes and of the samples; it is made where there are such.</summary>
internal sealed class BatchWeights<TTarget>
    where TTarget : unmanaged
{
    // Weights of such sizes are taken as they are.
    private const double LeastAsIs = 1e-18, MostAsIs = 1e18;

    private readonly float[]? _classes;
    private readonly ReadOnlyMemory<float> _samples;
    private readonly float[] _batch;

    // The weights of a batch as products that no float need hold.
    private readonly double[] _products;

    // 1, or as many as there are classes: label smoothing spreads a target over all classes, and each weighs its own part.
    private readonly int _each;

    private BatchWeights(FitOptions options, NetworkInfo network, int batchSize)
    {
        (_classes, _samples) = (options.ClassWeights?.ToArray(), options.SampleWeights);
        _each = _classes is not null && network.LabelSmoothing > 0 ? _classes.Length : 1;
        _batch = new float[checked(batchSize * _each)];
        _products = new double[_batch.Length];
    }

    /// <summary>Checks the weights of the options; null if there are none.</summary>
    /// <param name="count">The training samples.</param>
    /// <param name="options">The weights.</param>
    /// <param name="network">The network, whose outputs are its classes.</param>
    /// <param name="batchSize">The most samples of a batch.</param>
    /// <param name="data">The samples, where they are in memory.</param>
    /// <exception cref="ArgumentException">There is not one for each class or sample, one is negative or not finite, or all are 0.</exception>
    public static BatchWeights<TTarget>? Of(long count, FitOptions options, NetworkInfo network, int batchSize, Dataset<TTarget>? data = null)
    {
        if (options.ClassWeights is { } weights)
        {
            if (typeof(TTarget) != typeof(int))
            {
                throw new ArgumentException("ClassWeights need class numbers as targets, but those of this network are floats; give SampleWeights instead.", nameof(options));
            }
            Check([.. weights], network.OutputLength, "ClassWeights", "classes");
        }
        if (!options.SampleWeights.IsEmpty)
        {
            Check(options.SampleWeights.Span, count, "SampleWeights", "training samples");
        }
        if (options.ClassWeights is null && options.SampleWeights.IsEmpty)
        {
            return null;
        }
        BatchWeights<TTarget> result = new(options, network, batchSize);
        if (data is null)
        {
            return result;   // nobody reads a stream twice for this
        }
        for (int sample = 0; sample < data.Count; sample++)
        {
            if (result.Of(sample, data.Target(sample)) > 0)
            {
                return result;
            }
        }
        throw new ArgumentException("Every training sample has the weight 0, by its class or by itself, so that nothing could be learned.");
    }

    /// <summary>The weights of some samples of a dataset, as Backward takes them, and the sum of those of the samples and their classes.</summary>
    /// <param name="data">The dataset.</param>
    /// <param name="order">The numbers of the samples; empty if they lie one after the other.</param>
    /// <param name="first">The first sample, if they lie one after the other.</param>
    /// <param name="count">How many.</param>
    /// <param name="sum">The sum of the weights.</param>
    /// <param name="scale">What Backward multiplies the weighted losses with, so that they add up to their mean.</param>
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

    /// <summary>The weights of some samples, as Backward takes them, and the sum of those of the samples and their classes.</summary>
    /// <param name="samples">The numbers of the samples.</param>
    /// <param name="targets">Their targets.</param>
    /// <param name="sum">The sum of the weights.</param>
    /// <param name="scale">What Backward multiplies the weighted losses with, so that they add up to their mean.</param>
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

    // As floats, multiplied by a power of two where the largest weights, their sum or its reciprocal might leave the range of floats. A mean does not
    // depend on it.
    private ReadOnlySpan<float> Narrow(int count, double total, double largest, out double sum, out float scale)
    {
        double factor = largest is 0 or (>= LeastAsIs and <= MostAsIs) ? 1 : Math.ScaleB(1, -Math.ILogB(largest));
        Span<float> batch = _batch.AsSpan(0, count * _each);
        for (int i = 0; i < batch.Length; i++)
        {
            batch[i] = (float)(_products[i] * factor);
        }
        (sum, scale) = (total, total > 0 ? (float)(1 / (total * factor)) : 0);
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

        // A target that is not a class is refused by the network, with a better message.
        int target = MemoryMarshal.Cast<TTarget, int>(targets)[0];
        return weight * ((uint)target < (uint)_classes.Length ? _classes[target] : 1);
    }

    private static void Check(ReadOnlySpan<float> weights, long expected, string name, string of)
    {
        if (weights.Length != expected)
        {
            throw new ArgumentException($"There are {weights.Length} {name}, but {expected} {of}; give one for each.");
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
            throw new ArgumentException($"All {name} are 0, so that nothing could be learned.");
        }
    }
}
