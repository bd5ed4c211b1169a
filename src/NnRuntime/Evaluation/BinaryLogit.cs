using System.Runtime.InteropServices;

namespace NnGen.Training;

/// <summary>Computes the score of class 1 for networks with two classes: the logit, or the difference of two logits, for ranking samples.</summary>
/// <remarks>A probability near 1 has few significant digits, and is exactly 1 for logits of 17 or more. Losses keep the precision of the logit, since they
/// are computed from it.</remarks>
internal static class BinaryLogit
{
    // Above this, a probability as a float has fewer significant digits than the logit.
    private const float FewDigits = 0.9f, SmallestNormal = 1.17549435e-38f;

    // Larger than the magnitude of the logarithm of the smallest float, so every score derived from a loss ranks beyond the others.
    private const double BeyondFloats = 104;

    /// <summary>Returns the logit of one sample.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">The sample.</param>
    /// <param name="outputs">Outputs of the sample: one, or one for each class.</param>
    public static double Of<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, ReadOnlySpan<float> input, ReadOnlySpan<float> outputs)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged => TSelf.Info.Layers[^1].Title switch
        {
            "Sigmoid" when outputs.Length == 1 => OfSigmoid(network, input, outputs[0]),
            "Softmax" when outputs.Length == 2 => OfSoftmax(network, input, outputs[0], outputs[1]),
            _ => outputs.Length == 1 ? outputs[0] : (double)outputs[1] - outputs[0],
        };

    private static double OfSigmoid<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, ReadOnlySpan<float> input, float probability)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        if (probability > FewDigits)
        {
            // log(1 + eᶻ), solved for z.
            double loss = Loss(network, input, 0);
            return loss + Math.Log(1 - Math.Exp(-loss));
        }
        return probability < SmallestNormal ? -Math.Max(BeyondFloats, Loss(network, input, 1)) : Math.Log(probability) - Math.Log(1 - (double)probability);
    }

    // Both probabilities keep their relative precision until they become 0. The loss may be smoothed, so it is only used to rank those.
    private static double OfSoftmax<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, ReadOnlySpan<float> input, float first, float second)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged =>
        first < SmallestNormal ? BeyondFloats + Loss(network, input, 0)
        : second < SmallestNormal ? -BeyondFloats - Loss(network, input, 1)
        : Math.Log(second) - Math.Log(first);

    private static float Loss<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, ReadOnlySpan<float> input, int target)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        if (typeof(TTarget) == typeof(int))
        {
            return network.Loss(input, MemoryMarshal.Cast<int, TTarget>([target]));
        }
        return network.Loss(input, MemoryMarshal.Cast<float, TTarget>([target]));
    }
}
