using System.Runtime.CompilerServices;
using NnRuntime.Numerics;

namespace NnRuntime.Optimizers;

/// <summary>RMSprop (Hinton, 2012), as torch.optim.RMSprop: v ← αv + (1 − α)g², θ ← θ − lr·g / (√v + ε), with momentum over the quotients; centered, v less the square of the mean gradient stands under the root.</summary>
public sealed class RmsProp : Optimizer
{
    private readonly float _smoothing, _epsilon, _weightDecay, _momentum;
    private readonly bool _centered;

    /// <summary>Makes the rule.</summary>
    /// <param name="learningRate">The step size, at least 0.</param>
    /// <param name="smoothing">α, at least 0 and less than 1.</param>
    /// <param name="epsilon">Keeps the division from exploding, at least 0.</param>
    /// <param name="weightDecay">Adds weightDecay·θ to the gradient.</param>
    /// <param name="momentum">At least 0 and less than 1.</param>
    /// <param name="centered">Divides by the standard deviation of the gradients instead of their root mean square.</param>
    public RmsProp(float learningRate = 0.01f, float smoothing = 0.99f, float epsilon = 1e-8f, float weightDecay = 0f, float momentum = 0f, bool centered = false)
        : base(learningRate, centered ? [("square_average", 0f), ("momentum", 0f), ("gradient_average", 0f)] : [("square_average", 0f), ("momentum", 0f)])
    {
        _smoothing = InRange(smoothing, 0, 1);
        _epsilon = InRange(epsilon, 0, float.PositiveInfinity);
        _weightDecay = InRange(weightDecay, 0, float.PositiveInfinity);
        _momentum = InRange(momentum, 0, 1);
        _centered = centered;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private protected override void Update<V>(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second, Span<float> third, ref int start)
    {
        float rate = LearningRate, smoothing = _smoothing, rest = 1 - smoothing, epsilon = _epsilon, weightDecay = _weightDecay, momentum = _momentum;
        for (; start <= parameters.Length - V.Count; start += V.Count)
        {
            V p = V.Load(parameters.Slice(start)), g = V.Load(gradients.Slice(start));
            g = V.MultiplyAdd(p, weightDecay, g);
            V v = Cut(V.MultiplyAdd(V.Load(first.Slice(start)), smoothing, g * g * rest));
            v.Store(first.Slice(start));
            if (_centered)
            {
                V mean = Cut(V.MultiplyAdd(V.Load(third.Slice(start)), smoothing, g * rest));
                mean.Store(third.Slice(start));

                // Of gradients that hardly change the difference is all rounding, and may fall below zero.
                v = V.Max(0f, V.MultiplyAdd(-mean, mean, v));
            }
            g /= V.Sqrt(v) + epsilon;
            if (momentum > 0)
            {
                g = Cut(V.MultiplyAdd(V.Load(second.Slice(start)), momentum, g));
                g.Store(second.Slice(start));
            }
            V.MultiplyAdd(g, -rate, p).Store(parameters.Slice(start));
        }
    }
}
