using System.Runtime.CompilerServices;
using NnRuntime.Numerics;
using static System.FormattableString;

namespace NnRuntime.Optimizers;

/// <summary>Adam (Kingma and Ba, 2015), as torch.optim.Adam: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − lr·m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ).</summary>
public sealed class Adam : Optimizer
{
    private readonly float _beta1, _beta2, _epsilon, _weightDecay;
    private DecayPower _decay1, _decay2;
    private float _rate, _root;

    /// <summary>Makes the rule.</summary>
    /// <param name="learningRate">The step size, at least 0.</param>
    /// <param name="beta1">Decay of the mean, at least 0 and less than 1.</param>
    /// <param name="beta2">Decay of the mean square, at least 0 and less than 1.</param>
    /// <param name="epsilon">Keeps the division from exploding, at least 0.</param>
    /// <param name="weightDecay">Adds weightDecay·θ to the gradient.</param>
    public Adam(float learningRate = 0.001f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-8f, float weightDecay = 0f)
        : base(learningRate, ("first_moment", 0f), ("second_moment", 0f))
    {
        _beta1 = InRange(beta1, 0, 1);
        _beta2 = InRange(beta2, 0, 1);
        (_decay1, _decay2) = (new DecayPower(beta1), new DecayPower(beta2));
        _epsilon = InRange(epsilon, 0, float.PositiveInfinity);
        _weightDecay = InRange(weightDecay, 0, float.PositiveInfinity);
    }

    /// <inheritdoc/>
    public override string ToString() => Invariant($"Adam(beta1: {_beta1}, beta2: {_beta2}, epsilon: {_epsilon}, weightDecay: {_weightDecay})");

    private protected override void PrepareStep()
    {
        // Both corrections in double precision: 1 − β₂ᵗ loses half its digits in single precision while t is small.
        _rate = (float)(LearningRate / (1 - _decay1.At(StepCount)));
        _root = (float)(1 / Math.Sqrt(1 - _decay2.At(StepCount)));
    }

    private protected override void Update(ref float parameters, GradientShards gradients, ref float first, ref float second, ref float third, int start, int end) =>
        Update(new Pass(this), ref parameters, gradients, ref first, ref second, ref third, start, end);

    private readonly struct Pass(Adam rule) : IPass
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public int Update<V>(ref float parameters, GradientShards gradients, ref float first, ref float second, ref float third, int start, int end)
            where V : struct, ISimd<V>
        {
            V beta1 = rule._beta1, beta2 = rule._beta2, rest1 = 1 - rule._beta1, rest2 = 1 - rule._beta2;
            V rate = rule._rate, root = rule._root, epsilon = rule._epsilon, weightDecay = rule._weightDecay;
            int i = start;
            for (; i <= end - V.Count; i += V.Count)
            {
                V p = V.LoadUnsafe(in parameters, i), g = gradients.Load<V>(i);
                g = V.MultiplyAdd(p, weightDecay, g);
                V m = Cut(V.MultiplyAdd(V.LoadUnsafe(in first, i), beta1, g * rest1));
                V v = Cut(V.MultiplyAdd(V.LoadUnsafe(in second, i), beta2, g * g * rest2));
                m.StoreUnsafe(ref first, i);
                v.StoreUnsafe(ref second, i);
                (p - (m * rate / V.MultiplyAdd(V.Sqrt(v), root, epsilon))).StoreUnsafe(ref parameters, i);
            }
            return i;
        }
    }
}
