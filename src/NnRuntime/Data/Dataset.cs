using NnRuntime.Initialization;

namespace NnRuntime.Data;

/// <summary>Samples with their targets, in memory.</summary>
/// <typeparam name="TTarget"><see cref="int"/> class indices, or <see cref="float"/> values.</typeparam>
public sealed partial class Dataset<TTarget>
    where TTarget : unmanaged
{
    private readonly float[] _inputs;
    private readonly TTarget[] _targets;

    /// <summary>Wraps arrays; they are not copied.</summary>
    /// <param name="inputs">The samples one after the other.</param>
    /// <param name="targets">Their targets one after the other.</param>
    /// <param name="inputLength">Floats of one sample, at least 1.</param>
    /// <param name="targetLength">Targets of one sample, at least 1.</param>
    /// <exception cref="ArgumentException">The lengths do not belong together.</exception>
    public Dataset(float[] inputs, TTarget[] targets, int inputLength, int targetLength = 1)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targetLength);
        if (inputs.Length % inputLength != 0)
        {
            throw new ArgumentException($"{inputs.Length} inputs are not a whole number of samples of {inputLength} floats.", nameof(inputs));
        }
        Count = inputs.Length / inputLength;
        if (targets.Length != (long)Count * targetLength)
        {
            throw new ArgumentException($"There are {targets.Length} targets, but {Count} samples need {(long)Count * targetLength}: {targetLength} for each.", nameof(targets));
        }
        (_inputs, _targets, InputLength, TargetLength) = (inputs, targets, inputLength, targetLength);
    }

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>Floats of one sample.</summary>
    public int InputLength { get; }

    /// <summary>Targets of one sample.</summary>
    public int TargetLength { get; }

    /// <summary>All samples one after the other.</summary>
    public ReadOnlySpan<float> Inputs => _inputs;

    /// <summary>All targets one after the other.</summary>
    public ReadOnlySpan<TTarget> Targets => _targets;

    /// <summary>The names of the classes in order; empty where there are none.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>One sample.</summary>
    /// <param name="sample">Its number, from 0.</param>
    public ReadOnlySpan<float> Input(int sample) => Inputs.Slice(sample * InputLength, InputLength);

    /// <summary>The targets of one sample.</summary>
    /// <param name="sample">Its number, from 0.</param>
    public ReadOnlySpan<TTarget> Target(int sample) => Targets.Slice(sample * TargetLength, TargetLength);

    /// <summary>Two parts in random order: the first has the given fraction of the samples, rounded.</summary>
    /// <param name="fraction">Between 0 and 1.</param>
    /// <param name="seed">The same seed gives the same parts.</param>
    public (Dataset<TTarget> First, Dataset<TTarget> Second) Split(double fraction, int seed)
    {
        CheckFraction(fraction);
        int[] order = Order(seed);
        int first = (int)Math.Round(fraction * Count);
        return (Subset(order.AsSpan(0, first)), Subset(order.AsSpan(first)));
    }

    /// <summary>A copy of some samples in the order given.</summary>
    /// <param name="samples">Their numbers, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public Dataset<TTarget> Subset(ReadOnlySpan<int> samples)
    {
        float[] inputs = new float[samples.Length * InputLength];
        TTarget[] targets = new TTarget[samples.Length * TargetLength];
        for (int i = 0; i < samples.Length; i++)
        {
            if ((uint)samples[i] >= (uint)Count)
            {
                throw new ArgumentOutOfRangeException(nameof(samples), samples[i], $"There is no sample {samples[i]}; the samples are 0 to {Count - 1}.");
            }
            Input(samples[i]).CopyTo(inputs.AsSpan(i * InputLength));
            Target(samples[i]).CopyTo(targets.AsSpan(i * TargetLength));
        }
        return new Dataset<TTarget>(inputs, targets, InputLength, TargetLength) { ClassNames = ClassNames };
    }

    /// <summary>The samples in batches of random order; the last one may be smaller.</summary>
    /// <param name="size">Samples of a batch, at least 1.</param>
    /// <param name="seed">The same seed gives the same order.</param>
    public Batches<TTarget> Batches(int size, int seed) => new(this, size, Order(seed));

    /// <summary>The samples in batches, in their own order; the last one may be smaller.</summary>
    /// <param name="size">Samples of a batch, at least 1.</param>
    public Batches<TTarget> Batches(int size) => new(this, size, null);

    /// <summary>The numbers of the samples in random order: the same seed gives the same.</summary>
    internal int[] Order(int seed)
    {
        int[] order = new int[Count];
        Order(seed, order);
        return order;
    }

    /// <summary>The numbers of the samples in random order, without new memory.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="order">Memory for as many numbers as there are samples.</param>
    internal void Order(int seed, Span<int> order)
    {
        for (int i = 0; i < Count; i++)
        {
            order[i] = i;
        }
        new Xoshiro256(seed).Shuffle(order[..Count]);
    }
}
