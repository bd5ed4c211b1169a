using System.Globalization;
using System.Runtime.InteropServices;
using NnGen.CompilerServices;

namespace NnGen.Data;

/// <summary>Represents samples with their targets, in memory.</summary>
/// <typeparam name="TTarget"><see cref="int"/> class indices, or <see cref="float"/> values.</typeparam>
public sealed partial class Dataset<TTarget>
    where TTarget : unmanaged
{
    private readonly float[] _inputs;
    private readonly TTarget[] _targets;

    /// <summary>Creates a dataset from arrays, without copying them.</summary>
    /// <param name="inputs">The inputs of all samples, one sample after the other.</param>
    /// <param name="targets">The targets of all samples, one sample after the other.</param>
    /// <param name="inputLength">Number of floats in one sample, at least 1.</param>
    /// <param name="targetLength">Number of targets of one sample, at least 1.</param>
    /// <exception cref="ArgumentException">The lengths of the arrays do not match.</exception>
    /// <exception cref="NotSupportedException">The targets are neither <see cref="int"/> nor <see cref="float"/>.</exception>
    public Dataset(float[] inputs, TTarget[] targets, int inputLength, int targetLength = 1)
    {
        if (typeof(TTarget) != typeof(int) && typeof(TTarget) != typeof(float))
        {
            throw new NotSupportedException($"A Dataset with targets of the type {typeof(TTarget).Name} cannot be used by a network; use a Dataset<int> with class numbers, or a Dataset<float> with numbers.");
        }
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        SettingRange.AtLeast(inputLength, 1, nameof(inputLength));
        SettingRange.AtLeast(targetLength, 1, nameof(targetLength));
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

    /// <summary>Gets the number of samples.</summary>
    public int Count { get; }

    /// <summary>Gets the number of floats in one sample.</summary>
    public int InputLength { get; }

    /// <summary>Gets the number of targets of one sample.</summary>
    public int TargetLength { get; }

    /// <summary>Gets the inputs of all samples, one sample after the other.</summary>
    public ReadOnlySpan<float> Inputs => _inputs;

    /// <summary>Gets the targets of all samples, one sample after the other.</summary>
    public ReadOnlySpan<TTarget> Targets => _targets;

    /// <summary>Returns the inputs of one sample.</summary>
    /// <param name="sample">Number of the sample, from 0.</param>
    /// <remarks>Numbers of files and records that floats would round, such as times in seconds since 1970, are rounded here; pass <c>data.Subset([sample])</c> to Predict instead.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<float> Input(int sample) => Inputs.Slice(Checked(sample) * InputLength, InputLength);

    /// <summary>Returns the targets of one sample.</summary>
    /// <param name="sample">Number of the sample, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<TTarget> Target(int sample) => Targets.Slice(Checked(sample) * TargetLength, TargetLength);

    /// <summary>Splits the samples into two parts in random order, where the first part contains the given fraction of the samples, rounded.</summary>
    /// <param name="fraction">Fraction of the samples in the first part, between 0 and 1.</param>
    /// <param name="seed">Seed of the random order; the same seed gives the same parts.</param>
    public (Dataset<TTarget> First, Dataset<TTarget> Second) Split(double fraction, int seed)
    {
        CheckFraction(fraction);
        int[] order = Order(seed);
        int first = (int)Math.Round(fraction * Count);
        return (Subset(order.AsSpan(0, first)), Subset(order.AsSpan(first)));
    }

    /// <summary>Returns a copy of the given samples, in the given order.</summary>
    /// <param name="samples">Numbers of the samples, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    /// <exception cref="ArgumentException">The copy would be longer than an array can be.</exception>
    public Dataset<TTarget> Subset(ReadOnlySpan<int> samples)
    {
        float[] inputs = new float[ArrayLength.Of(samples.Length, InputLength, "samples", "floats")];
        TTarget[] targets = new TTarget[ArrayLength.Of(samples.Length, TargetLength, "samples", "targets")];
        Gather(samples, inputs, targets);
        return Part(inputs, targets, samples);
    }

    /// <summary>Copies the given samples, in the given order, to memory of the caller, such as a batch of a custom training loop.</summary>
    /// <param name="samples">Numbers of the samples, from 0.</param>
    /// <param name="inputs">Receives <see cref="InputLength"/> floats for each sample.</param>
    /// <param name="targets">Receives <see cref="TargetLength"/> targets for each sample; empty if targets are not needed.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    /// <exception cref="ArgumentException">A length does not match, or a span overlaps the dataset; nothing was written.</exception>
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
            throw new ArgumentException($"There is room for {targets.Length} targets, but {samples.Length} samples need {(long)samples.Length * TargetLength}: {TargetLength} for each. Pass a span of that length, or an empty one.", nameof(targets));
        }
        if (inputs.Overlaps(Inputs) || targets.Overlaps(Targets))
        {
            throw new ArgumentException("The copies overlap the dataset; pass separate memory.", inputs.Overlaps(Inputs) ? nameof(inputs) : nameof(targets));
        }
        Rows.Gather(Inputs, InputLength, samples, inputs);
        for (int i = 0; i < samples.Length && !targets.IsEmpty; i++)
        {
            Target(samples[i]).CopyTo(targets[(i * TargetLength)..]);
        }
    }

    /// <summary>Returns the samples in batches, in random order; the last batch may be smaller.</summary>
    /// <param name="size">Number of samples in a batch, at least 1.</param>
    /// <param name="seed">Seed of the random order; the same seed gives the same order.</param>
    public Batches<TTarget> Batches(int size, int seed) => new(this, size, Order(seed));

    /// <summary>Returns the samples in batches, in the order of the dataset; the last batch may be smaller.</summary>
    /// <param name="size">Number of samples in a batch, at least 1.</param>
    public Batches<TTarget> Batches(int size) => new(this, size, null);

    // Classes are numbered from 0, so the largest class number gives the number of classes if they have no names.
    internal int ClassCount()
    {
        int count = ClassNames.Count;
        if (count == 0)
        {
            foreach (int number in MemoryMarshal.Cast<TTarget, int>(Targets))
            {
                count = Math.Max(count, number + 1);
            }
        }
        return count;
    }

    /// <summary>Returns the number of samples, their inputs, and their classes or targets.</summary>
    public override string ToString()
    {
        (int number, string noun) = typeof(TTarget) == typeof(int) ? (ClassCount(), "class") : (TargetLength, "target");
        string plural = number == 1 ? "" : noun == "class" ? "es" : "s";
        return string.Create(CultureInfo.InvariantCulture, $"{Count:N0} sample{(Count == 1 ? "" : "s")} of {InputLength:N0} input{(InputLength == 1 ? "" : "s")}, {number:N0} {noun}{plural}");
    }

    // The product with the length of a sample would overflow.
    private int Checked(int sample) => (uint)sample < (uint)Count ? sample : throw NoSample(sample, nameof(sample));

    private ArgumentOutOfRangeException NoSample(int sample, string name) =>
        new(name, sample, Count == 0 ? $"There is no sample {sample}; the dataset is empty." : $"There is no sample {sample}; the samples are 0 to {Count - 1}.");

    /// <summary>Returns the numbers of the samples in random order; the same seed gives the same order.</summary>
    internal int[] Order(int seed)
    {
        int[] order = new int[Count];
        Order(seed, order);
        return order;
    }

    /// <summary>Writes the numbers of the samples in random order, without allocating.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="order">Receives the numbers of all samples.</param>
    internal void Order(int seed, Span<int> order)
    {
        for (int i = 0; i < Count; i++)
        {
            order[i] = i;
        }
        new Xoshiro256(seed).Shuffle(order[..Count]);
    }
}
