using NnGen.CompilerServices;

namespace NnGen.Training;

/// <summary>Computes losses of weighted samples.</summary>
public static class WeightedLossExtensions
{
    /// <summary>Returns the weighted mean Σ wᵢ·Lᵢ / Σ wᵢ of the losses in evaluation mode (dropout is the identity), as defined by Fit with sample
    /// weights.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">At least one sample, InputLength floats each.</param>
    /// <param name="targets">TargetLength targets for each sample.</param>
    /// <param name="sampleWeights">A weight for each sample, at least 0 and not all 0; empty for equal weights.</param>
    /// <param name="workspace">Scratch memory; null uses memory that is kept for the calling thread.</param>
    /// <remarks>Consecutive samples of equal weight are evaluated together, others one by one.</remarks>
    /// <exception cref="ArgumentException">A length does not match, a weight is negative or not finite, all weights are 0, or the workspace is too
    /// small.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not a class of the network. The message names the sample.</exception>
    public static float Loss<TSelf, TTarget>(this ITrainable<TSelf, TTarget> network, ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> sampleWeights, Workspace? workspace = null)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        (int length, int targetLength) = (TSelf.Info.InputLength, TSelf.TargetLength);
        int samples = Arguments.Targets(inputs, length, targets, targetLength, 1);
        if (sampleWeights.IsEmpty)
        {
            return network.Loss(inputs, targets, workspace);
        }
        if (sampleWeights.Length != samples)
        {
            throw new ArgumentException($"There are {sampleWeights.Length} weights, but {samples} samples; pass one for each, or none.", nameof(sampleWeights));
        }
        int wrong = sampleWeights.IndexOfAnyExceptInRange(0, float.MaxValue);
        if (wrong >= 0)
        {
            throw new ArgumentException($"The weight of sample {wrong} is {sampleWeights[wrong]}, but it must be at least 0 and finite.", nameof(sampleWeights));
        }
        (double loss, double sum) = (0, 0);
        for (int first = 0, end; first < samples; first = end)
        {
            float weight = sampleWeights[first];
            int other = sampleWeights[first..].IndexOfAnyExcept(weight);
            end = other < 0 ? samples : first + other;
            double all = (double)weight * (end - first);
            sum += all;
            try
            {
                // Also for weight 0, so that an invalid target is always reported.
                loss += all * network.Loss(inputs[(first * length)..(end * length)], targets[(first * targetLength)..(end * targetLength)], workspace);
            }
            catch (ArgumentOutOfRangeException exception) when (first > 0)
            {
                throw SampleOffset.Add(first, exception);
            }
        }
        return sum > 0 ? (float)(loss / sum) : throw new ArgumentException("All weights are 0, so the weighted mean is undefined; give at least one sample a weight greater than 0.", nameof(sampleWeights));
    }
}
