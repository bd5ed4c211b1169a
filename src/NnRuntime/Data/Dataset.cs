using NnGen.CompilerServices;

namespace NnGen.Data;

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
        (_inputs, _targets, InputLength, TargetLength, _originalCount) = (inputs, targets, inputLength, targetLength, Count);
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

    /// <summary>One sample.</summary>
    /// <param name="sample">Its number, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<float> Input(int sample) => Inputs.Slice(Checked(sample) * InputLength, InputLength);

    /// <summary>The targets of one sample.</summary>
    /// <param name="sample">Its number, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<TTarget> Target(int sample) => Targets.Slice(Checked(sample) * TargetLength, TargetLength);

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
    /// <exception cref="ArgumentException">The copy is larger than an array can be.</exception>
    public Dataset<TTarget> Subset(ReadOnlySpan<int> samples)
    {
        float[] inputs = new float[ArrayLength.Of(samples.Length, InputLength, "samples", "floats")];
        TTarget[] targets = new TTarget[ArrayLength.Of(samples.Length, TargetLength, "samples", "targets")];
        Gather(samples, inputs, targets);
        return Part(inputs, targets, samples);
    }

    /// <summary>Copies some samples, in the order given, into memory of the caller's: a batch for a training loop of one's own.</summary>
    /// <param name="samples">Their numbers, from 0.</param>
    /// <param name="inputs">Receives <see cref="InputLength"/> floats for each.</param>
    /// <param name="targets">Receives <see cref="TargetLength"/> targets for each; empty when they are not wanted.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    /// <exception cref="ArgumentException">A length does not fit, or a span overlaps the dataset; nothing was written.</exception>
    public void Gather(ReadOnlySpan<int> samples, Span<float> inputs, Span<TTarget> targets)
    {
        foreach (int sample in samples)
        {
            if ((uint)sample >= (uint)Count)
            {
                throw NoSample(sample, nameof(samples));
            }
        }
        if (inputs.Length != (long)samples.Length * InputLength)
        {
            throw new ArgumentException($"There is room for {inputs.Length} floats, but {samples.Length} samples need {(long)samples.Length * InputLength}: {InputLength} for each.", nameof(inputs));
        }
        if (!targets.IsEmpty && targets.Length != (long)samples.Length * TargetLength)
        {
            throw new ArgumentException($"There is room for {targets.Length} targets, but {samples.Length} samples need {(long)samples.Length * TargetLength}: {TargetLength} for each; or pass an empty span.", nameof(targets));
        }
        if (inputs.Overlaps(Inputs) || targets.Overlaps(Targets))
        {
            throw new ArgumentException("The copies overlap the dataset; give them memory of their own.", inputs.Overlaps(Inputs) ? nameof(inputs) : nameof(targets));
        }
        Rows.Gather(Inputs, InputLength, samples, inputs);
        for (int i = 0; i < samples.Length && !targets.IsEmpty; i++)
        {
            Target(samples[i]).CopyTo(targets[(i * TargetLength)..]);
        }
    }

    /// <summary>The samples in batches of random order; the last one may be smaller.</summary>
    /// <param name="size">Samples of a batch, at least 1.</param>
    /// <param name="seed">The same seed gives the same order.</param>
    public Batches<TTarget> Batches(int size, int seed) => new(this, size, Order(seed));

    /// <summary>The samples in batches, in their own order; the last one may be smaller.</summary>
    /// <param name="size">Samples of a batch, at least 1.</param>
    public Batches<TTarget> Batches(int size) => new(this, size, null);

    // The product with the length of a sample would wrap around.
    private int Checked(int sample) => (uint)sample < (uint)Count ? sample : throw NoSample(sample, nameof(sample));

    private ArgumentOutOfRangeException NoSample(int sample, string name) =>
        new(name, sample, Count == 0 ? $"There is no sample {sample}; the dataset is empty." : $"There is no sample {sample}; the samples are 0 to {Count - 1}.");

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
