using NnGen.CompilerServices;
using NnGen.Data;

namespace NnGen;

/// <content>Predicts with networks that are not classifiers.</content>
public static partial class PredictionExtensions
{
    /// <summary>Evaluates a regression on one sample and returns its outputs, in the unit of the targets if their normalization is known. A network with binary
    /// cross-entropy returns the probability of each output.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">The sample, InputLength floats, not yet normalized.</param>
    /// <returns>OutputLength floats.</returns>
    /// <exception cref="ArgumentException">The length does not match, or an input to be normalized is not finite.</exception>
    /// <exception cref="InvalidOperationException">The preprocessing of the network does not match it, or an output in the unit of the targets exceeds the range of a float.</exception>
    public static float[] Predict<TSelf>(this INetwork<TSelf> network, ReadOnlySpan<float> input)
        where TSelf : class, INetwork<TSelf>
    {
        CheckOne<TSelf>(input.Length);
        return PredictBatch(network, input);
    }

    /// <summary>Evaluates a regression on several samples, each as in <see cref="Predict{TSelf}(INetwork{TSelf}, ReadOnlySpan{float})"/>.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">The samples, one after the other, InputLength floats each, not yet normalized; any whole number of samples.</param>
    /// <returns>OutputLength floats for each sample.</returns>
    /// <inheritdoc cref="Predict{TSelf}(INetwork{TSelf}, ReadOnlySpan{float})" path="/exception"/>
    public static float[] PredictBatch<TSelf>(this INetwork<TSelf> network, ReadOnlySpan<float> inputs)
        where TSelf : class, INetwork<TSelf>
    {
        float[] outputs = new float[checked(CheckMany<TSelf>(inputs.Length) * TSelf.Info.OutputLength)];
        Predict(network, inputs, outputs);
        return outputs;
    }

    /// <summary>Evaluates a regression on the samples of a dataset, whose columns must have the names that the network was trained with.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The data, not yet normalized, or normalized by the network's own <see cref="Normalization"/>; their targets are not used.</param>
    /// <returns>OutputLength floats for each sample.</returns>
    /// <exception cref="ArgumentException">The names or the normalizations differ, the length does not match, or an input to be normalized is not finite.</exception>
    /// <exception cref="InvalidOperationException">The preprocessing of the network does not match it, or an output in the unit of the targets exceeds the range of a float.</exception>
    public static float[] Predict<TSelf, TTarget>(this INetwork<TSelf> network, Dataset<TTarget> data)
        where TSelf : class, INetwork<TSelf>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        CheckData(network, data, data.InputLength);
        return PredictNormalized(network, data.Inputs, data.ExactInputs, data.Scale);
    }

    /// <summary>Evaluates a regression on samples without targets, whose columns must have the names that the network was trained with.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The samples, not yet normalized, such as those of <see cref="CsvFile.LoadInputs"/>.</param>
    /// <returns>OutputLength floats for each sample.</returns>
    /// <exception cref="ArgumentException">The names or the normalizations differ, the length does not match, or an input to be normalized is not finite.</exception>
    /// <exception cref="InvalidOperationException">The preprocessing of the network does not match it, or an output in the unit of the targets exceeds the range of a float.</exception>
    public static float[] Predict<TSelf>(this INetwork<TSelf> network, UnlabeledDataset data)
        where TSelf : class, INetwork<TSelf>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        CheckData(network, data, data.InputLength);
        return PredictNormalized(network, data.Inputs, data.ExactInputs, data.Scale);
    }

    /// <summary>Evaluates a network on samples without allocating, and writes values in the unit of the targets, or probabilities.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">The samples, one after the other, InputLength floats each, not yet normalized; any whole number of samples.</param>
    /// <param name="outputs">Receives OutputLength floats for each sample; must not overlap <paramref name="inputs"/>.</param>
    /// <exception cref="ArgumentException">A length does not match, the spans overlap, or an input to be normalized is not finite; nothing was written.</exception>
    /// <exception cref="InvalidOperationException">The preprocessing of the network does not match it, or an output in the unit of the targets exceeds the range of a float.</exception>
    public static void Predict<TSelf>(this INetwork<TSelf> network, ReadOnlySpan<float> inputs, Span<float> outputs)
        where TSelf : class, INetwork<TSelf>
    {
        ArgumentNullException.ThrowIfNull(network);
        Preprocessing? preprocessing = Known(network);
        _ = Arguments.Forward(inputs, TSelf.Info.InputLength, outputs, TSelf.Info.OutputLength, network.Parameters);
        float[]? rented = null;
        ReadOnlySpan<float> normalized = Normalize(preprocessing, inputs, inputs.Length <= MaxOnStack ? stackalloc float[inputs.Length] : default, ref rented);
        network.Forward(normalized, outputs);
        Return(rented);
        ToUnit<TSelf>(preprocessing, outputs);
    }

    private static float[] PredictNormalized<TSelf>(INetwork<TSelf> network, ReadOnlySpan<float> inputs, ExactColumns? exact, DataScale scale)
        where TSelf : class, INetwork<TSelf>
    {
        Preprocessing? preprocessing = Known(network);
        float[] outputs = new float[checked(CheckMany<TSelf>(inputs.Length) * TSelf.Info.OutputLength)];
        network.Forward(Normalize(network, inputs, exact, scale), outputs);
        ToUnit<TSelf>(preprocessing, outputs);
        return outputs;
    }

    // Converts outputs to the unit of the targets, or to probabilities.
    private static void ToUnit<TSelf>(Preprocessing? preprocessing, Span<float> outputs)
        where TSelf : class, INetwork<TSelf>
    {
        int length = TSelf.Info.OutputLength;
        if (OutputMeaning<TSelf>.Value == OutputMeaning.Values)
        {
            preprocessing?.Targets?.InvertOutputs(outputs);
            return;
        }
        for (int first = 0; first < outputs.Length; first += length)
        {
            OutputMeaning<TSelf>.ToProbabilities(outputs.Slice(first, length));
        }
    }
}
