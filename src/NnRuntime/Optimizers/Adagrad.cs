using System.Runtime.CompilerServices;
using NnRuntime.Numerics;
using static System.FormattableString;

namespace NnRuntime.Optimizers;

/// <summary>Adagrad (Duchi and others, 2011), as torch.optim.Adagrad: s ← s + g², θ ← θ − lr/(1 + (t − 1)η)·g / (√s + ε).</summary>
public sealed class Adagrad : Optimizer
{
    private readonly float _learningRateDecay, _weightDecay, _initialAccumulator, _epsilon;
    private float _rate;

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
        _initialAccumulator = initialAccumulator;
        _epsilon = InRange(epsilon, 0, float.PositiveInfinity);
    }

    /// <inheritdoc/>
    public override string ToString() => Invariant($"Adagrad(learningRateDecay: {_learningRateDecay}, weightDecay: {_weightDecay}, initialAccumulator: {_initialAccumulator}, epsilon: {_epsilon})");

    private protected override void PrepareStep() => _rate = (float)(LearningRate / (1 + ((StepCount - 1) * (double)_learningRateDecay)));

    private protected override void Update(ref float parameters, GradientShards gradients, ref float first, ref float second, ref float third, int start, int end) =>
        Update(new Pass(this), ref parameters, gradients, ref first, ref second, ref third, start, end);

    private readonly struct Pass(Adagrad rule) : IPass
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public int Update<V>(ref float parameters, GradientShards gradients, ref float first, ref float second, ref float third, int start, int end)
            where V : struct, ISimd<V>
        {
            V rate = rule._rate, weightDecay = rule._weightDecay, epsilon = rule._epsilon;
            int i = start;
            for (; i <= end - V.Count; i += V.Count)
            {
                V p = V.LoadUnsafe(in parameters, i), g = gradients.Load<V>(i);
                g = V.MultiplyAdd(p, weightDecay, g);
                V s = Cut(V.MultiplyAdd(g, g, V.LoadUnsafe(in first, i)));
                s.StoreUnsafe(ref first, i);
                (p - (g * rate / (V.Sqrt(s) + epsilon))).StoreUnsafe(ref parameters, i);
            }
            return i;
        }
    }
}
