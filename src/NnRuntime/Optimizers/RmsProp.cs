using System.Runtime.CompilerServices;
using NnRuntime.Numerics;
using static System.FormattableString;

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

    /// <inheritdoc/>
    public override string ToString() => Invariant($"RmsProp(smoothing: {_smoothing}, epsilon: {_epsilon}, weightDecay: {_weightDecay}, momentum: {_momentum}, centered: {_centered})");

    private protected override void Update(ref float parameters, GradientShards gradients, ref float first, ref float second, ref float third, int start, int end) =>
        Update(new Pass(this), ref parameters, gradients, ref first, ref second, ref third, start, end);

    private readonly struct Pass(RmsProp rule) : IPass
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public int Update<V>(ref float parameters, GradientShards gradients, ref float first, ref float second, ref float third, int start, int end)
            where V : struct, ISimd<V>
        {
            V back = -rule.LearningRate, smoothing = rule._smoothing, rest = 1 - rule._smoothing, epsilon = rule._epsilon, weightDecay = rule._weightDecay, momentum = rule._momentum;
            int i = start;
            for (; i <= end - V.Count; i += V.Count)
            {
                V p = V.LoadUnsafe(in parameters, i), g = gradients.Load<V>(i);
                g = V.MultiplyAdd(p, weightDecay, g);
                V v = Cut(V.MultiplyAdd(V.LoadUnsafe(in first, i), smoothing, g * g * rest));
                v.StoreUnsafe(ref first, i);
                if (rule._centered)
                {
                    V mean = Cut(V.MultiplyAdd(V.LoadUnsafe(in third, i), smoothing, g * rest));
                    mean.StoreUnsafe(ref third, i);

                    // Of gradients that hardly change the difference is all rounding, and may fall below zero.
                    v = V.Max(0f, V.MultiplyAdd(-mean, mean, v));
                }
                g /= V.Sqrt(v) + epsilon;
                if (rule._momentum > 0)
                {
                    g = Cut(V.MultiplyAdd(V.LoadUnsafe(in second, i), momentum, g));
                    g.StoreUnsafe(ref second, i);
                }
                V.MultiplyAdd(g, back, p).StoreUnsafe(ref parameters, i);
            }
            return i;
        }
    }
}
