using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NnGen.CompilerServices;

/// <summary>Checks of the arguments of emitted members, before anything is written.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Arguments
{
    /// <summary>Whether Forward was called with one sample, and rightly: no number is divided.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOne(ReadOnlySpan<float> inputs, int inputLength, ReadOnlySpan<float> outputs, int outputLength, ReadOnlySpan<float> parameters) =>
        inputs.Length == inputLength && outputs.Length == outputLength && inputLength > 0 && outputLength > 0
        && !SpanOverlap.ExistsNonEmpty(outputs, outputLength, inputs, inputLength) && !SpanOverlap.ExistsNonEmpty(outputs, outputLength, parameters, parameters.Length);

    /// <summary>Whether Classify was.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOne(ReadOnlySpan<float> inputs, int inputLength, ReadOnlySpan<int> classes, ReadOnlySpan<float> parameters) =>
        inputs.Length == inputLength && classes.Length == 1 && inputLength > 0
        && !SpanOverlap.ExistsNonEmpty(classes, 1, inputs, inputLength) && !SpanOverlap.ExistsNonEmpty(classes, 1, parameters, parameters.Length);

    /// <summary>The number of samples for Forward, counted where the length of one is a constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Forward(ReadOnlySpan<float> inputs, int inputLength, ReadOnlySpan<float> outputs, int outputLength, ReadOnlySpan<float> parameters)
    {
        int samples = Samples(inputs.Length, inputLength);
        return samples * inputLength == inputs.Length && outputs.Length == (long)samples * outputLength && !SpanOverlap.Exists(outputs, inputs) && !SpanOverlap.Exists(outputs, parameters)
            ? samples
            : throw NoForward(inputs, inputLength, outputs, outputLength);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentException NoForward(ReadOnlySpan<float> inputs, int inputLength, ReadOnlySpan<float> outputs, int outputLength)
    {
        int samples = inputs.Length / inputLength;
        return samples * inputLength != inputs.Length ? NotWhole(inputs.Length, inputLength)
            : outputs.Length != (long)samples * outputLength ? Length(nameof(outputs), outputs.Length, samples, outputLength)
            : Overlap(nameof(outputs), SpanOverlap.Exists(outputs, inputs) ? nameof(inputs) : "parameters");
    }

    /// <summary>The number of samples for Classify, counted where the length of one is a constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Classify(ReadOnlySpan<float> inputs, int inputLength, ReadOnlySpan<int> classes, ReadOnlySpan<float> parameters)
    {
        int samples = Samples(inputs.Length, inputLength);
        return samples * inputLength == inputs.Length && classes.Length == samples && !SpanOverlap.Exists(classes, inputs) && !SpanOverlap.Exists(classes, parameters)
            ? samples
            : throw NoClassify(inputs, inputLength, classes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentException NoClassify(ReadOnlySpan<float> inputs, int inputLength, ReadOnlySpan<int> classes)
    {
        int samples = inputs.Length / inputLength;
        return samples * inputLength != inputs.Length ? NotWhole(inputs.Length, inputLength)
            : classes.Length != samples ? Length(nameof(classes), classes.Length, samples, 1)
            : Overlap(nameof(classes), SpanOverlap.Exists(classes, inputs) ? nameof(inputs) : "parameters");
    }

    /// <summary>The number of samples for Loss and Backward.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Targets<TTarget>(ReadOnlySpan<float> inputs, int inputLength, ReadOnlySpan<TTarget> targets, int targetLength, int minSamples) =>
        Targets(inputs.Length, inputLength, Samples(inputs.Length, inputLength), targets.Length, targetLength, minSamples);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Targets(int inputs, int inputLength, int samples, int targets, int targetLength, int minSamples)
    {
        if (samples * inputLength != inputs)
        {
            throw NotWhole(inputs, inputLength);
        }
        if (samples < minSamples)
        {
            throw NoSample(nameof(inputs));
        }
        if (targets != (long)samples * targetLength)
        {
            throw Length(nameof(targets), targets, samples, targetLength);
        }
        return samples;
    }

    /// <summary>Room for one class for each sample, or none at all, in memory of its own.</summary>
    public static void Predictions<TTarget>(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> parameters, ReadOnlySpan<int> classes, int samples)
        where TTarget : unmanaged
    {
        if (classes.Length != 0 && classes.Length != samples)
        {
            throw new ArgumentException($"There is room for {classes.Length} classes, but there are {samples} samples; pass one int for each, or an empty span.", nameof(classes));
        }
        Apart(classes, targets, nameof(classes), nameof(targets));
        Apart(classes, inputs, nameof(classes), nameof(inputs));
        Apart(classes, parameters, nameof(classes), nameof(parameters));
    }

    /// <summary>Every target is a class of the network.</summary>
    public static void Classes(ReadOnlySpan<int> targets, int classes)
    {
        // Four at a time, up to the first four that are not all valid.
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            ref int first = ref MemoryMarshal.GetReference(targets);
            while (i <= targets.Length - Vector128<uint>.Count
                && Vector128.LessThanAll(Vector128.LoadUnsafe(ref first, (nuint)i).AsUInt32(), Vector128.Create((uint)classes)))
            {
                i += Vector128<uint>.Count;
            }
        }
        for (; i < targets.Length; i++)
        {
            if ((uint)targets[i] >= (uint)classes)
            {
                throw NoClass(targets, i, classes);
            }
        }
    }

    /// <summary>The number of samples for Loss and Backward, whose targets are classes of the network.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Classes(ReadOnlySpan<float> inputs, int inputLength, ReadOnlySpan<int> targets, int classes, int minSamples)
    {
        int samples = Targets(inputs, inputLength, targets, 1, minSamples);
        Classes(targets, classes);
        return samples;
    }

    /// <summary>Every target is between 0 and 1.</summary>
    public static void Probabilities(ReadOnlySpan<float> targets, int outputLength)
    {
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            ref float first = ref MemoryMarshal.GetReference(targets);
            while (i <= targets.Length - Vector128<float>.Count && AllProbabilities(Vector128.LoadUnsafe(ref first, (nuint)i)))
            {
                i += Vector128<float>.Count;
            }
        }
        for (; i < targets.Length; i++)
        {
            if (!(targets[i] is >= 0 and <= 1))
            {
                throw NoProbability(targets, i, outputLength);
            }
        }
    }

    /// <summary>One weight for each sample, or none at all.</summary>
    public static void Weights(ReadOnlySpan<float> sampleWeights, int samples)
    {
        if (sampleWeights.Length != 0 && sampleWeights.Length != samples)
        {
            throw new ArgumentException($"There are {sampleWeights.Length} sample weights for {samples} samples; pass one for each, or an empty span.", nameof(sampleWeights));
        }
    }

    /// <summary>One weight for each sample, or for each class of each sample, or none at all.</summary>
    public static void Weights(ReadOnlySpan<float> sampleWeights, int samples, int classes)
    {
        if (sampleWeights.Length != 0 && sampleWeights.Length != samples && sampleWeights.Length != (long)samples * classes)
        {
            throw new ArgumentException($"There are {sampleWeights.Length} sample weights for {samples} samples; pass one for each, {classes} for each (one for each class), or an empty span.", nameof(sampleWeights));
        }
    }

    /// <summary>Gradients fit the parameters and have memory of their own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gradients<TTarget>(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> sampleWeights, ReadOnlySpan<float> parameters, ReadOnlySpan<float> gradients)
        where TTarget : unmanaged
    {
        if (gradients.Length != parameters.Length
            || (!gradients.IsEmpty && (SpanOverlap.Exists(inputs, gradients) || SpanOverlap.Exists(targets, gradients) || SpanOverlap.Exists(sampleWeights, gradients)
                || SpanOverlap.ExistsNonEmpty(parameters, parameters.Length, gradients, gradients.Length))))
        {
            throw NoGradients(inputs, targets, sampleWeights, parameters, gradients);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentException NoGradients<TTarget>(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> sampleWeights, ReadOnlySpan<float> parameters, ReadOnlySpan<float> gradients)
        where TTarget : unmanaged =>
        gradients.Length != parameters.Length
            ? new ArgumentException($"There are {gradients.Length} gradients for {parameters.Length} parameters; make them with ParameterCount floats.", nameof(gradients))
            : Overlap(nameof(gradients), SpanOverlap.Exists(inputs, gradients) ? nameof(inputs)
                : SpanOverlap.Exists(targets, gradients) ? nameof(targets)
                : SpanOverlap.Exists(sampleWeights, gradients) ? "sample weights" : nameof(parameters));

    /// <summary>The number of samples for BackwardFromOutput.</summary>
    public static int BackwardFromOutput(
        ReadOnlySpan<float> inputs, int inputLength, ReadOnlySpan<float> outputGradients, int outputLength,
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<float> inputGradients)
    {
        int samples = Samples(inputs.Length, inputLength);
        if (samples * inputLength != inputs.Length)
        {
            throw NotWhole(inputs.Length, inputLength);
        }
        if (outputGradients.Length != (long)samples * outputLength)
        {
            throw Length(nameof(outputGradients), outputGradients.Length, samples, outputLength);
        }
        if (!inputGradients.IsEmpty && inputGradients.Length != inputs.Length)
        {
            throw Length(nameof(inputGradients), inputGradients.Length, samples, inputLength);
        }
        if (!gradients.IsEmpty)
        {
            Gradients<float>(inputs, default, default, parameters, gradients);
            Apart(gradients, outputGradients, nameof(gradients), nameof(outputGradients));
        }
        Apart(inputGradients, inputs, nameof(inputGradients), nameof(inputs));
        Apart(inputGradients, outputGradients, nameof(inputGradients), nameof(outputGradients));
        Apart(inputGradients, parameters, nameof(inputGradients), nameof(parameters));
        Apart(inputGradients, gradients, nameof(inputGradients), nameof(gradients));
        return samples;
    }

    /// <summary>Some samples are within their batch, and have one weight for each, or for each class of each if these are weighted, or none at all.</summary>
    public static void Shard(in BatchShard shard, int samples, ReadOnlySpan<float> sampleWeights, int weightedClasses)
    {
        if (weightedClasses > 1)
        {
            Weights(sampleWeights, samples, weightedClasses);
        }
        else
        {
            Weights(sampleWeights, samples);
        }
        if (shard.First < 0 || samples < 0 || (long)shard.First + samples > shard.BatchSize)
        {
            throw new ArgumentOutOfRangeException(nameof(shard), shard.First, $"{samples} samples after the first {shard.First} are not within a batch of {shard.BatchSize}.");
        }
    }

    /// <summary>The number of samples of a batch over which the gradients of a range of the parameters are wanted.</summary>
    public static int Range(ReadOnlySpan<float> inputs, int inputLength, ReadOnlySpan<float> parameters, ReadOnlySpan<float> gradients, int from, int to)
    {
        int samples = Samples(inputs.Length, inputLength);
        if (samples * inputLength != inputs.Length)
        {
            throw NotWhole(inputs.Length, inputLength);
        }
        Gradients<float>(inputs, default, default, parameters, gradients);
        if (from < 0 || from > to || to > parameters.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(from), from, $"The range from {from} to {to} is not within {parameters.Length} parameters.");
        }
        return samples;
    }

    /// <summary>A phase that the training pass of a network does not have.</summary>
    public static ArgumentOutOfRangeException Phase(int phase) => new(nameof(phase), phase, $"The training pass has no phase {phase} that is divided in this way.");

    /// <summary>A number of samples that a workspace can be made for.</summary>
    public static int BatchSize(int batchSize)
    {
        SettingRange.AtLeast(batchSize, 1, nameof(batchSize));
        return batchSize;
    }

    /// <summary>A step changes parameters, and its samples are not among them.</summary>
    internal static void Samples<TTarget>(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> parameters)
        where TTarget : unmanaged
    {
        Apart(inputs, parameters, nameof(inputs), nameof(parameters));
        Apart(targets, parameters, nameof(targets), nameof(parameters));
    }

    // False for NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AllProbabilities(Vector128<float> targets) =>
        Vector128.GreaterThanOrEqualAll(targets, Vector128<float>.Zero) && Vector128.LessThanOrEqualAll(targets, Vector128<float>.One);

    // Two spans share no memory, regardless of what they hold.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apart<T, U>(ReadOnlySpan<T> one, ReadOnlySpan<U> other, string name, string otherName)
        where T : unmanaged
        where U : unmanaged
    {
        if (SpanOverlap.Exists(one, other))
        {
            throw Overlap(name, otherName);
        }
    }

    // The compiler computes this where the length of a sample is a constant.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Samples(int inputs, int inputLength) => inputs / (inputLength > 0 ? inputLength : throw NoLength(inputLength));

    // Messages are put together apart from the checks, so that a check is a comparison and nothing else.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentException NotWhole(int inputs, int inputLength) =>
        new($"{inputs} inputs are not a whole number of samples of {inputLength} floats.", nameof(inputs));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentOutOfRangeException NoLength(int inputLength) =>
        new(nameof(inputLength), inputLength, $"A sample has {inputLength} floats, but there must be at least one.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentException NoSample(string inputs) =>
        new("There is no sample, and a mean over none is not defined; pass at least one.", inputs);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentOutOfRangeException NoClass(ReadOnlySpan<int> targets, int sample, int classes) =>
        new(nameof(targets), targets[sample], $"The target of sample {sample} is {targets[sample]}, but the classes are 0 to {classes - 1}.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentOutOfRangeException NoProbability(ReadOnlySpan<float> targets, int index, int outputLength) =>
        new(nameof(targets), targets[index], $"Target {index % Math.Max(outputLength, 1)} of sample {index / Math.Max(outputLength, 1)} is {targets[index]}, but binary cross-entropy takes values from 0 to 1.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentException Overlap(string name, string other) => new($"The {name} overlap the {other}; give them memory of their own.", name);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentException Length(string name, int given, int samples, int each) =>
        new($"{name} has {given} elements, but {samples} {(samples == 1 ? "sample needs" : "samples need")} {(long)samples * each}: {each} for each.", name);
}
