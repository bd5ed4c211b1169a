using System.Runtime.InteropServices;

namespace NnGen.Training;

/// <summary>How far a network of two classes is in favour of class 1: the logit, or the difference of two logits, to rank samples by.</summary>
/// <remarks>A probability near 1 has few digits left, and is 1 from a logit of 17 on. Losses have all of the logit's, since they are computed from it.</remarks>
internal static class BinaryLogit
{
    // From here on a float has fewer digits for a probability than the logit has.
    private const float FewDigits = 0.9f, SmallestNormal = 1.17549435e-38f;

    // More than the logarithm of the smallest float: every value read from a loss is further out.
    private const double BeyondFloats = 104;

    /// <summary>Returns the logit of one sample.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">The sample.</param>
    /// <param name="outputs">Its outputs: one, or one for each class.</param>
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

    // Each of the two is as exact where it is small as where it is large, until it is 0. The loss may be smoothed, so it ranks those alone.
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
