using System.Buffers;
using NnGen.Data;
using NnGen.Training;

namespace NnGen;

/// <summary>Predicts with networks.</summary>
/// <remarks>Pass inputs as measured, as floats or, if floats would round them, as doubles. A network knows a normalization after <c>Fit</c> on data that <see cref="Data.Normalization"/> returned,
/// <c>Load</c> of a file that contains one, <c>Save</c> with one, or <c>SetPreprocessing</c>. Predict then normalizes each input exactly once. If the network knows no normalization (<c>GetPreprocessing</c>), the inputs are passed to it unchanged.
/// All members can be called from several threads at the same time.</remarks>
public static partial class PredictionExtensions
{
    private const int MaxOnStack = 256;

    /// <summary>Classifies one sample.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">The sample, InputLength floats, not yet normalized.</param>
    /// <exception cref="ArgumentException">The length does not match, or an input is not finite.</exception>
    /// <exception cref="InvalidOperationException">The preprocessing of the network does not match it, or its outputs are not numbers although all inputs are finite.</exception>
    public static Prediction Predict<TSelf>(this IClassifier<TSelf> network, ReadOnlySpan<float> input)
        where TSelf : class, IClassifier<TSelf>
    {
        CheckOne<TSelf>(input.Length);
        return PredictBatch(network, input)[0];
    }

    /// <summary>Classifies several samples.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">The samples, one after the other, InputLength floats each, not yet normalized; any whole number of samples.</param>
    /// <returns>A prediction for each sample.</returns>
    /// <exception cref="ArgumentException">The length does not match, or an input is not finite.</exception>
    /// <exception cref="InvalidOperationException">The preprocessing of the network does not match it, or its outputs are not numbers although all inputs are finite.</exception>
    public static Prediction[] PredictBatch<TSelf>(this IClassifier<TSelf> network, ReadOnlySpan<float> inputs)
        where TSelf : class, IClassifier<TSelf>
    {
        ArgumentNullException.ThrowIfNull(network);
        _ = CheckMany<TSelf>(inputs.Length);
        Preprocessing? preprocessing = Known(network);
        float[]? rented = null;
        ReadOnlySpan<float> normalized = Normalize(preprocessing, inputs, inputs.Length <= MaxOnStack ? stackalloc float[inputs.Length] : default, ref rented);
        Prediction[] predictions = PredictNormalized(network, preprocessing, normalized);
        Return(rented);
        return predictions;
    }

    /// <summary>Classifies the samples of a dataset, whose columns and classes must have the names that the network was trained with.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The data, not yet normalized, or normalized by the network's own <see cref="Normalization"/>; their targets are not used.</param>
    /// <returns>A prediction for each sample.</returns>
    /// <exception cref="ArgumentException">The names or the normalizations differ, the length does not match, or an input is not finite.</exception>
    /// <exception cref="InvalidOperationException">The preprocessing of the network does not match it, or its outputs are not numbers although all inputs are finite.</exception>
    public static Prediction[] Predict<TSelf, TTarget>(this IClassifier<TSelf> network, Dataset<TTarget> data)
        where TSelf : class, IClassifier<TSelf>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        CheckData(network, data, data.InputLength);
        return PredictNormalized(network, Known(network), Normalize(network, data.Inputs, data.ExactInputs, data.Scale));
    }

    /// <summary>Classifies samples without targets, whose columns must have the names that the network was trained with.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The samples, not yet normalized, such as those of <see cref="CsvFile.LoadInputs"/>.</param>
    /// <returns>A prediction for each sample.</returns>
    /// <exception cref="ArgumentException">The names or the normalizations differ, the length does not match, or an input is not finite.</exception>
    /// <exception cref="InvalidOperationException">The preprocessing of the network does not match it, or its outputs are not numbers although all inputs are finite.</exception>
    public static Prediction[] Predict<TSelf>(this IClassifier<TSelf> network, UnlabeledDataset data)
        where TSelf : class, IClassifier<TSelf>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        CheckData(network, data, data.InputLength);
        return PredictNormalized(network, Known(network), Normalize(network, data.Inputs, data.ExactInputs, data.Scale));
    }

    private static Prediction[] PredictNormalized<TSelf>(IClassifier<TSelf> network, Preprocessing? preprocessing, ReadOnlySpan<float> normalized)
        where TSelf : class, IClassifier<TSelf>
    {
        int samples = CheckMany<TSelf>(normalized.Length), length = TSelf.Info.OutputLength, classes = Math.Max(2, length);
        float[] probabilities = new float[checked(samples * classes)];
        IReadOnlyList<string> names = preprocessing?.ClassNames ?? [];
        Prediction[] predictions = new Prediction[samples];
        network.Forward(normalized, probabilities.AsSpan(0, samples * length));

        // Backwards, since two probabilities replace one output in place.
        for (int i = samples - 1; i >= 0; i--)
        {
            Span<float> outputs = probabilities.AsSpan(i * length, length);
            int number = OutputMeaning<TSelf>.ClassOf(outputs) ?? network.Classify(normalized.Slice(i * TSelf.Info.InputLength, TSelf.Info.InputLength));
            OutputMeaning<TSelf>.ToProbabilities(outputs);
            if (length == 1)
            {
                float positive = outputs[0];
                (probabilities[2 * i], probabilities[(2 * i) + 1]) = (1 - positive, positive);
            }
            foreach (float probability in probabilities.AsSpan(i * classes, classes))
            {
                if (float.IsNaN(probability))
                {
                    FiniteSamples.Check(normalized, TSelf.Info.InputLength, "input");
                    throw FiniteSamples.NoOutputs(TSelf.Info.Name, $"sample {i}");
                }
            }
            predictions[i] = new Prediction(number, probabilities.AsMemory(i * classes, classes), names);
        }
        return predictions;
    }

    private static Preprocessing? Known<TSelf>(INetwork<TSelf> network)
        where TSelf : class, INetwork<TSelf>
    {
        Preprocessing? preprocessing = NetworkAttachments.PreprocessingOf(network);
        return preprocessing is null || PreprocessingExtensions.Misfit(network, preprocessing) is not { } misfit ? preprocessing : throw new InvalidOperationException(misfit);
    }

    // The copy is on the caller's stack, or rented.
    private static ReadOnlySpan<float> Normalize(Preprocessing? preprocessing, ReadOnlySpan<float> inputs, Span<float> copy, ref float[]? rented)
    {
        if (preprocessing?.Inputs is not { } normalization)
        {
            return inputs;
        }
        if (copy.Length < inputs.Length)
        {
            rented = ArrayPool<float>.Shared.Rent(inputs.Length);
            copy = rented.AsSpan(0, inputs.Length);
        }
        inputs.CopyTo(copy);
        normalization.Apply(copy, "input");
        return copy;
    }

    // Normalizes data, from doubles where floats are too coarse, as the training data were.
    private static ReadOnlySpan<float> Normalize<TSelf>(INetwork<TSelf> network, ReadOnlySpan<float> inputs, ExactColumns? exact, DataScale scale)
        where TSelf : class, INetwork<TSelf> =>
        NetworkScale.ToApply(network, scale) is { } normalization ? normalization.Applied(inputs, exact, "input") : inputs;

    private static void Return(float[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    private static void CheckData<TSelf>(INetwork<TSelf> network, ISchemaProvider data, int inputLength)
        where TSelf : class, INetwork<TSelf>
    {
        if (inputLength != TSelf.Info.InputLength)
        {
            throw new ArgumentException($"The dataset has {NetworkSchema.Inputs(data, inputLength)} per sample, but {TSelf.Info.Name} expects {TSelf.Info.InputLength}; {NetworkSchema.InputAdvice(TSelf.Info, inputLength)}.", nameof(data));
        }
        NetworkSchema.Check(network, data);
    }

    private static void CheckOne<TSelf>(int input)
        where TSelf : class, INetwork<TSelf>
    {
        if (input != TSelf.Info.InputLength)
        {
            throw new ArgumentException($"The sample has {input} inputs, but {TSelf.Info.Name} expects {TSelf.Info.InputLength}; pass one sample, or use PredictBatch for several.", nameof(input));
        }
    }

    private static int CheckMany<TSelf>(int inputs)
        where TSelf : class, INetwork<TSelf>
    {
        int length = TSelf.Info.InputLength;
        return inputs % length == 0
            ? inputs / length
            : throw new ArgumentException($"There are {inputs} inputs, which is not a whole number of samples; {TSelf.Info.Name} expects {length} inputs per sample.", nameof(inputs));
    }
}
