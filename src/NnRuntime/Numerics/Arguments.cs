using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnRuntime.Numerics;

/// <summary>Checks of the arguments of emitted members, before anything is written.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Arguments
{
    /// <summary>Whether Forward was called with one sample, and rightly: no number is divided.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOne(ReadOnlySpan<float> inputs, int inputLength, ReadOnlySpan<float> outputs, int outputLength) =>
        inputs.Length == inputLength && outputs.Length == outputLength && !inputs.Overlaps(outputs);

    /// <summary>Whether Classify was.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOne(ReadOnlySpan<float> inputs, int inputLength, ReadOnlySpan<int> classes) => inputs.Length == inputLength && classes.Length == 1;

    /// <summary>The number of samples for Forward, counted where the length of one is a constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Forward(ReadOnlySpan<float> inputs, int inputLength, ReadOnlySpan<float> outputs, int outputLength)
    {
        int samples = inputs.Length / inputLength;
        return samples * inputLength == inputs.Length && outputs.Length == (long)samples * outputLength && !inputs.Overlaps(outputs)
            ? samples
            : throw NoForward(inputs.Length, inputLength, samples, outputs.Length, outputLength);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentException NoForward(int inputs, int inputLength, int samples, int outputs, int outputLength) =>
        samples * inputLength != inputs ? NotWhole(inputs, inputLength)
        : outputs != (long)samples * outputLength ? Length(nameof(outputs), outputs, samples, outputLength)
        : Overlap("The outputs overlap the inputs; give them memory of their own.", nameof(outputs));

    /// <summary>The number of samples for Classify, counted where the length of one is a constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Classify(ReadOnlySpan<float> inputs, int inputLength, ReadOnlySpan<int> classes)
    {
        int samples = inputs.Length / inputLength;
        return samples * inputLength == inputs.Length && classes.Length == samples
            ? samples
            : throw NoClassify(inputs.Length, inputLength, samples, classes.Length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentException NoClassify(int inputs, int inputLength, int samples, int classes) =>
        samples * inputLength != inputs ? NotWhole(inputs, inputLength) : Length(nameof(classes), classes, samples, 1);

    /// <summary>The number of samples for Loss and Backward.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Targets<TTarget>(ReadOnlySpan<float> inputs, int inputLength, ReadOnlySpan<TTarget> targets, int targetLength, int least) =>
        Targets(inputs.Length, inputLength, inputs.Length / inputLength, targets.Length, targetLength, least);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Targets(int inputs, int inputLength, int samples, int targets, int targetLength, int least)
    {
        if (samples * inputLength != inputs)
        {
            throw NotWhole(inputs, inputLength);
        }
        if (samples < least)
        {
            throw NoSample(nameof(inputs));
        }
        if (targets != (long)samples * targetLength)
        {
            throw Length(nameof(targets), targets, samples, targetLength);
        }
        return samples;
    }

    /// <summary>Room for one class for each sample, or none at all.</summary>
    public static void Predictions<TTarget>(ReadOnlySpan<TTarget> targets, ReadOnlySpan<int> classes, int samples)
        where TTarget : unmanaged
    {
        if (classes.Length != 0 && classes.Length != samples)
        {
            throw new ArgumentException($"There is room for {classes.Length} classes, but there are {samples} samples; pass one int for each, or an empty span.", nameof(classes));
        }
        if (MemoryMarshal.AsBytes(classes).Overlaps(MemoryMarshal.AsBytes(targets)))
        {
            throw Overlap("The classes overlap the targets; give them memory of their own.", nameof(classes));
        }
    }

    /// <summary>Every target is a class of the network.</summary>
    public static void Classes(ReadOnlySpan<int> targets, int classes)
    {
        for (int i = 0; i < targets.Length; i++)
        {
            if ((uint)targets[i] >= (uint)classes)
            {
                throw NoClass(targets, i, classes);
            }
        }
    }

    /// <summary>Every target is between 0 and 1.</summary>
    public static void Probabilities(ReadOnlySpan<float> targets, int outputLength)
    {
        for (int i = 0; i < targets.Length; i++)
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
    public static void Gradients(ReadOnlySpan<float> inputs, ReadOnlySpan<float> parameters, ReadOnlySpan<float> gradients)
    {
        if (gradients.Length != parameters.Length)
        {
            throw Gradients(gradients.Length, parameters.Length);
        }
        if (gradients.Overlaps(inputs) || gradients.Overlaps(parameters))
        {
            throw Overlap("The gradients overlap the inputs or the parameters; give them memory of their own.", nameof(gradients));
        }
    }

    /// <summary>The number of samples for BackwardFromOutput.</summary>
    public static int BackwardFromOutput(
        ReadOnlySpan<float> inputs, int inputLength, ReadOnlySpan<float> outputGradients, int outputLength,
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<float> inputGradients)
    {
        int samples = Samples(inputs, inputLength);
        if (outputGradients.Length != (long)samples * outputLength)
        {
            throw Length(nameof(outputGradients), outputGradients.Length, samples, outputLength);
        }
        if (!gradients.IsEmpty)
        {
            Gradients(inputs, parameters, gradients);
        }
        if (!inputGradients.IsEmpty && inputGradients.Length != inputs.Length)
        {
            throw Length(nameof(inputGradients), inputGradients.Length, samples, inputLength);
        }
        if (gradients.Overlaps(outputGradients) || inputGradients.Overlaps(inputs) || inputGradients.Overlaps(outputGradients) || inputGradients.Overlaps(gradients))
        {
            throw new ArgumentException("Gradients overlap each other or the inputs; give each memory of its own.", nameof(inputGradients));
        }
        return samples;
    }

    /// <summary>A number of samples that a workspace can be made for.</summary>
    public static int BatchSize(int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        return batchSize;
    }

    private static int Samples(ReadOnlySpan<float> inputs, int inputLength)
    {
        int samples = inputs.Length / inputLength;
        return samples * inputLength == inputs.Length
            ? samples
            : throw NotWhole(inputs.Length, inputLength);
    }

    // Messages are put together apart from the checks, so that a check is a comparison and nothing else.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentException NotWhole(int inputs, int inputLength) =>
        new($"{inputs} inputs are not a whole number of samples of {inputLength} floats.", nameof(inputs));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentException NoSample(string inputs) =>
        new("There is no sample, and a mean over none is not defined; pass at least one.", inputs);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentOutOfRangeException NoClass(ReadOnlySpan<int> targets, int sample, int classes) =>
        new(nameof(targets), targets[sample], $"The target of sample {sample} is {targets[sample]}, but the classes are 0 to {classes - 1}.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentOutOfRangeException NoProbability(ReadOnlySpan<float> targets, int index, int outputLength) =>
        new(nameof(targets), targets[index], $"Target {index % outputLength} of sample {index / outputLength} is {targets[index]}, but binary cross-entropy takes values from 0 to 1.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentException Gradients(int gradients, int parameters) =>
        new($"There are {gradients} gradients for {parameters} parameters; make them with ParameterCount floats.", nameof(gradients));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentException Overlap(string message, string name) => new(message, name);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentException Length(string name, int given, int samples, int each) =>
        new($"{name} has {given} elements, but {samples} samples need {(long)samples * each}: {each} for each.", name);
}
