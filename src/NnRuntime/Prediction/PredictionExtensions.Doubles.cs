using System.Buffers;
using System.Runtime.CompilerServices;
using NnGen.Data;

namespace NnGen;

/// <content>Predicts from samples of doubles. These overloads are preferred where both kinds match, as in <c>Predict([time, 1.5f])</c>, so that no integer above 2²⁴ is rounded before it is normalized.</content>
public static partial class PredictionExtensions
{
    /// <summary>Classifies one sample whose inputs floats would round, such as a time in seconds since 1970: it is normalized in double precision, like data from files.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">The sample, InputLength doubles, not yet normalized. If the network knows no normalization, they are converted to the nearest floats.</param>
    /// <exception cref="ArgumentException">The length does not match, an input to be normalized is not finite, or a finite input exceeds the range of a float.</exception>
    /// <inheritdoc cref="Predict{TSelf}(IClassifier{TSelf}, ReadOnlySpan{float})" path="/exception[@cref='T:System.InvalidOperationException']"/>
    [OverloadResolutionPriority(1)]
    public static Prediction Predict<TSelf>(this IClassifier<TSelf> network, ReadOnlySpan<double> input)
        where TSelf : class, IClassifier<TSelf>
    {
        CheckOne<TSelf>(input.Length);
        return PredictBatch(network, input)[0];
    }

    /// <summary>Classifies several samples of doubles.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">The samples, one after the other, InputLength doubles each, not yet normalized; any whole number of samples.</param>
    /// <returns>A prediction for each sample.</returns>
    /// <inheritdoc cref="Predict{TSelf}(IClassifier{TSelf}, ReadOnlySpan{double})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public static Prediction[] PredictBatch<TSelf>(this IClassifier<TSelf> network, ReadOnlySpan<double> inputs)
        where TSelf : class, IClassifier<TSelf>
    {
        ArgumentNullException.ThrowIfNull(network);
        _ = CheckMany<TSelf>(inputs.Length);
        Preprocessing? preprocessing = Known(network);
        float[] normalized = new float[inputs.Length];
        Normalize(preprocessing, inputs, normalized);
        return PredictNormalized(network, preprocessing, normalized);
    }

    /// <summary>Evaluates a regression on one sample whose inputs floats would round, such as a time in seconds since 1970: it is normalized in double precision, like data from files.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">The sample, InputLength doubles, not yet normalized. If the network knows no normalization, they are converted to the nearest floats.</param>
    /// <returns>OutputLength floats.</returns>
    /// <exception cref="ArgumentException">The length does not match, an input to be normalized is not finite, or a finite input exceeds the range of a float.</exception>
    /// <inheritdoc cref="Predict{TSelf}(INetwork{TSelf}, ReadOnlySpan{float})" path="/exception[@cref='T:System.InvalidOperationException']"/>
    [OverloadResolutionPriority(1)]
    public static float[] Predict<TSelf>(this INetwork<TSelf> network, ReadOnlySpan<double> input)
        where TSelf : class, INetwork<TSelf>
    {
        CheckOne<TSelf>(input.Length);
        return PredictBatch(network, input);
    }

    /// <summary>Evaluates a regression on several samples of doubles.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">The samples, one after the other, InputLength doubles each, not yet normalized; any whole number of samples.</param>
    /// <returns>OutputLength floats for each sample.</returns>
    /// <inheritdoc cref="Predict{TSelf}(INetwork{TSelf}, ReadOnlySpan{double})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public static float[] PredictBatch<TSelf>(this INetwork<TSelf> network, ReadOnlySpan<double> inputs)
        where TSelf : class, INetwork<TSelf>
    {
        float[] outputs = new float[checked(CheckMany<TSelf>(inputs.Length) * TSelf.Info.OutputLength)];
        Predict(network, inputs, outputs);
        return outputs;
    }

    /// <summary>Evaluates a network on samples of doubles without allocating, and writes values in the unit of the targets, or probabilities.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">The samples, one after the other, InputLength doubles each, not yet normalized; any whole number of samples.</param>
    /// <param name="outputs">Receives OutputLength floats for each sample.</param>
    /// <inheritdoc cref="Predict{TSelf}(INetwork{TSelf}, ReadOnlySpan{double})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public static void Predict<TSelf>(this INetwork<TSelf> network, ReadOnlySpan<double> inputs, Span<float> outputs)
        where TSelf : class, INetwork<TSelf>
    {
        ArgumentNullException.ThrowIfNull(network);
        _ = CheckMany<TSelf>(inputs.Length);
        Preprocessing? preprocessing = Known(network);
        float[]? rented = inputs.Length <= MaxOnStack ? null : ArrayPool<float>.Shared.Rent(inputs.Length);
        Span<float> normalized = rented is null ? stackalloc float[inputs.Length] : rented.AsSpan(0, inputs.Length);
        Normalize(preprocessing, inputs, normalized);
        network.Forward(normalized, outputs);
        Return(rented);
        ToUnit<TSelf>(preprocessing, outputs);
    }

    private static void Normalize(Preprocessing? preprocessing, ReadOnlySpan<double> inputs, Span<float> normalized)
    {
        if (preprocessing?.Inputs is { } normalization)
        {
            normalization.Apply(inputs, normalized, "input");
            return;
        }
        for (int i = 0; i < inputs.Length; i++)
        {
            normalized[i] = (float)inputs[i];
            if (float.IsInfinity(normalized[i]) && double.IsFinite(inputs[i]))
            {
                throw new ArgumentException($"Input {i} is {inputs[i]}, but a float is at most 3.4e38; normalize such inputs, and save the network with Preprocessing.Inputs.", nameof(inputs));
            }
        }
    }
}
