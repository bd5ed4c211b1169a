namespace NnGen;

/// <summary>Specifies what the outputs of a network mean, which depends on its loss and its last layer.</summary>
internal enum OutputMeaning
{
    /// <summary>The values of a regression.</summary>
    Values,

    /// <summary>A probability for each class; the probabilities sum to 1.</summary>
    Probabilities,

    /// <summary>The logarithms of <see cref="Probabilities"/>.</summary>
    LogProbabilities,

    /// <summary>The values that softmax converts to <see cref="Probabilities"/>.</summary>
    Logits,

    /// <summary>An independent probability for each output.</summary>
    IndependentProbabilities,

    /// <summary>The values that the logistic function converts to independent probabilities.</summary>
    IndependentLogits,
}

/// <summary>Determines the meaning of a network's outputs, once for each network class.</summary>
internal static class OutputMeaning<TSelf>
    where TSelf : class, INetwork<TSelf>
{
    private const float Margin = 1e-5f;

    /// <summary>Gets the meaning.</summary>
    public static OutputMeaning Value { get; } = Of(TSelf.Info);

    /// <summary>Returns the class that the outputs of a sample, before <see cref="ToProbabilities"/>, indicate regardless of rounding; null if two are so close that only Classify, which
    /// compares logits, can decide, or if one is NaN.</summary>
    public static int? ClassOf(ReadOnlySpan<float> outputs)
    {
        if (outputs.Length == 1)
        {
            float margin = outputs[0] - (Value == OutputMeaning.IndependentLogits ? 0 : 0.5f);
            return margin > Margin ? 1 : margin < -Margin ? 0 : null;
        }
        (int best, float second) = (0, float.NegativeInfinity);
        for (int i = 0; i < outputs.Length; i++)
        {
            if (float.IsNaN(outputs[i]))
            {
                return null;
            }
            if (i > 0)
            {
                second = Math.Max(second, Math.Min(outputs[i], outputs[best]));
                best = outputs[i] > outputs[best] ? i : best;
            }
        }
        return outputs[best] - second > Margin * Math.Max(1, Math.Abs(outputs[best])) ? best : null;
    }

    /// <summary>Converts the outputs of one sample to probabilities, in double precision.</summary>
    public static void ToProbabilities(Span<float> outputs)
    {
        switch (Value)
        {
            case OutputMeaning.Logits:
                Softmax(outputs);
                break;
            case OutputMeaning.LogProbabilities:
                foreach (ref float output in outputs)
                {
                    output = (float)Math.Exp(output);
                }
                break;
            case OutputMeaning.IndependentLogits:
                foreach (ref float output in outputs)
                {
                    output = (float)(1 / (1 + Math.Exp(-(double)output)));
                }
                break;
        }
    }

    // Shifted by the maximum, so that no exponential overflows.
    private static void Softmax(Span<float> logits)
    {
        double max = double.NegativeInfinity, sum = 0;
        foreach (float logit in logits)
        {
            max = Math.Max(max, logit);
        }
        foreach (float logit in logits)
        {
            sum += Math.Exp(logit - max);
        }
        foreach (ref float logit in logits)
        {
            logit = (float)(Math.Exp(logit - max) / sum);
        }
    }

    private static OutputMeaning Of(NetworkInfo network)
    {
        string head = network.Layers.Count > 0 ? network.Layers[^1].Title : "";
        return network.Loss.StartsWith("CrossEntropy", StringComparison.Ordinal)
            ? head switch { "Softmax" => OutputMeaning.Probabilities, "LogSoftmax" => OutputMeaning.LogProbabilities, _ => OutputMeaning.Logits }
            : network.Loss.StartsWith("BinaryCrossEntropy", StringComparison.Ordinal)
                ? head is "Sigmoid" ? OutputMeaning.IndependentProbabilities : OutputMeaning.IndependentLogits
                : OutputMeaning.Values;
    }
}
