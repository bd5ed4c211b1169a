using System.Runtime.CompilerServices;
using NnRuntime.Numerics;

namespace NnRuntime.Optimizers;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019), as torch.optim.AdamW: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − lr·m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ).</summary>
public sealed class AdamW : Optimizer
{
    private readonly float _beta1, _beta2, _epsilon, _weightDecay;

    /// <summary>Makes the rule.</summary>
    /// <param name="learningRate">The step size, at least 0.</param>
    /// <param name="beta1">Decay of the mean, at least 0 and less than 1.</param>
    /// <param name="beta2">Decay of the mean square, at least 0 and less than 1.</param>
    /// <param name="epsilon">Keeps the division from exploding, at least 0.</param>
    /// <param name="weightDecay">Shrinks θ by lr·weightDecay·θ, beside the gradient.</param>
    public AdamW(float learningRate = 0.001f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-8f, float weightDecay = 0.01f)
        : base(learningRate, ("first_moment", 0f), ("second_moment", 0f))
    {
        _beta1 = InRange(beta1, 0, 1);
        _beta2 = InRange(beta2, 0, 1);
        _epsilon = InRange(epsilon, 0, float.PositiveInfinity);
        _weightDecay = InRange(weightDecay, 0, float.PositiveInfinity);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private protected override void Update<V>(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second, Span<float> third, ref int start)
    {
        float beta1 = _beta1, beta2 = _beta2, epsilon = _epsilon;
        float rest1 = 1 - beta1, rest2 = 1 - beta2, keep = 1 - (LearningRate * _weightDecay);

        // Both corrections in double precision: 1 − β₂ᵗ loses half its digits in single precision while t is small.
        float rate = (float)(LearningRate / (1 - Math.Pow(beta1, StepCount)));
        float root = (float)(1 / Math.Sqrt(1 - Math.Pow(beta2, StepCount)));
        for (; start <= parameters.Length - V.Count; start += V.Count)
        {
            V p = V.Load(parameters.Slice(start)), g = V.Load(gradients.Slice(start));
            p *= keep;
            V m = Cut(V.MultiplyAdd(V.Load(first.Slice(start)), beta1, g * rest1));
            V v = Cut(V.MultiplyAdd(V.Load(second.Slice(start)), beta2, g * g * rest2));
            m.Store(first.Slice(start));
            v.Store(second.Slice(start));
            (p - (m * rate / V.MultiplyAdd(V.Sqrt(v), root, epsilon))).Store(parameters.Slice(start));
        }
    }
}
