using System.Runtime.InteropServices;
using NnRuntime.Data;

namespace NnRuntime.Training;

/// <summary>The weights of the samples of a batch, from those of the classes and of the samples; it is made where there are such.</summary>
internal sealed class BatchWeights<TTarget>
    where TTarget : unmanaged
{
    private readonly Dataset<TTarget> _data;
    private readonly float[]? _classes;
    private readonly ReadOnlyMemory<float> _samples;
    private readonly float[] _batch;

    private BatchWeights(Dataset<TTarget> data, FitOptions options, int batchSize) =>
        (_data, _classes, _samples, _batch) = (data, options.ClassWeights?.ToArray(), options.SampleWeights, new float[batchSize]);

    /// <summary>Checks the weights of the options; null if there are none.</summary>
    /// <exception cref="ArgumentException">There is not one for each class or sample, one is negative or not finite, or all are 0.</exception>
    public static BatchWeights<TTarget>? Of(Dataset<TTarget> data, FitOptions options, int classes, int batchSize)
    {
        if (options.ClassWeights is { } weights)
        {
            if (typeof(TTarget) != typeof(int))
            {
                throw new ArgumentException("ClassWeights need class numbers as targets, but those of this network are floats; give SampleWeights instead.", nameof(options));
            }
            Check([.. weights], classes, "ClassWeights", "classes");
        }
        if (!options.SampleWeights.IsEmpty)
        {
            Check(options.SampleWeights.Span, data.Count, "SampleWeights", "training samples");
        }
        if (options.ClassWeights is null && options.SampleWeights.IsEmpty)
        {
            return null;
        }
        BatchWeights<TTarget> result = new(data, options, batchSize);
        for (int sample = 0; sample < data.Count; sample++)
        {
            if (result.Of(sample) > 0)
            {
                return result;
            }
        }
        throw new ArgumentException("Every training sample has the weight 0, by its class or by itself, so that nothing could be learned.");
    }

    /// <summary>The weights of some samples, and their sum.</summary>
    /// <param name="order">The numbers of the samples; empty if they lie one after the other.</param>
    /// <param name="first">The first sample, if they lie one after the other.</param>
    /// <param name="count">How many.</param>
    /// <param name="sum">The sum of the weights.</param>
    public ReadOnlySpan<float> Of(ReadOnlySpan<int> order, int first, int count, out double sum)
    {
        sum = 0;
        for (int i = 0; i < count; i++)
        {
            float weight = Of(order.IsEmpty ? first + i : order[i]);
            _batch[i] = weight;
            sum += weight;
        }
        return _batch.AsSpan(0, count);
    }

    private float Of(int sample) =>
        (_samples.IsEmpty ? 1 : _samples.Span[sample]) * (_classes is null ? 1 : _classes[MemoryMarshal.Cast<TTarget, int>(_data.Target(sample))[0]]);

    private static void Check(ReadOnlySpan<float> weights, int expected, string name, string of)
    {
        if (weights.Length != expected)
        {
            throw new ArgumentException($"There are {weights.Length} {name}, but {expected} {of}.");
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
