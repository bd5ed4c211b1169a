using System.Runtime.CompilerServices;
using NnRuntime.Numerics;

namespace NnRuntime.Optimizers;

/// <summary>Adagrad (Duchi and others, 2011), as torch.optim.Adagrad: s ← s + g², θ ← θ − lr/(1 + (t − 1)η)·g / (√s + ε).</summary>
public sealed class Adagrad : Optimizer
{
    private readonly float _learningRateDecay, _weightDecay, _epsilon;

    /// <summary>Makes the rule.</summary>
    /// <param name="learningRate">The step size, at least 0.</param>
    /// <param name="learningRateDecay">η, at least 0.</param>
    /// <param name="weightDecay">Adds weightDecay·θ to the gradient.</param>
    /// <param name="initialAccumulator">Where s starts, at least 0.</param>
    /// <param name="epsilon">Keeps the division from exploding, at least 0.</param>
    public Adagrad(float learningRate = 0.01f, float learningRateDecay = 0f, float weightDecay = 0f, float initialAccumulator = 0f, float epsilon = 1e-10f)
        : base(learningRate, ("square_sum", InRange(initialAccumulator, 0, float.PositiveInfinity)))
    {
        _learningRateDecay = InRange(learningRateDecay, 0, float.PositiveInfinity);
        _weightDecay = InRange(weightDecay, 0, float.PositiveInfinity);
        _epsilon = InRange(epsilon, 0, float.PositiveInfinity);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private protected override void Update<V>(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second, Span<float> third, ref int start)
    {
        float rate = (float)(LearningRate / (1 + ((StepCount - 1) * (double)_learningRateDecay))), weightDecay = _weightDecay, epsilon = _epsilon;
        for (; start <= parameters.Length - V.Count; start += V.Count)
        {
            V p = V.Load(parameters.Slice(start)), g = V.Load(gradients.Slice(start));
            g = V.MultiplyAdd(p, weightDecay, g);
            V s = Cut(V.MultiplyAdd(g, g, V.Load(first.Slice(start))));
            s.Store(first.Slice(start));
            (p - (g * rate / (V.Sqrt(s) + epsilon))).Store(parameters.Slice(start));
        }
    }
}
