using System.Runtime.CompilerServices;
using NnGen.CompilerServices;
using static System.FormattableString;

namespace NnGen.Optimizers;

/// <summary>Adagrad (Duchi and others, 2011), as torch.optim.Adagrad: s ← s + g², θ ← θ − lr/(1 + (t − 1)η)·g / (√s + ε).</summary>
public sealed class Adagrad : Optimizer
{
    private readonly double _learningRateDecay, _weightDecay, _initialAccumulator, _epsilon;
    private float _rate;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">Learning rate, at least 0.</param>
    /// <param name="learningRateDecay">Learning rate decay η, at least 0.</param>
    /// <param name="weightDecay">Weight decay; weightDecay·θ is added to the gradient.</param>
    /// <param name="initialAccumulator">Initial value of s, at least 0.</param>
    /// <param name="epsilon">Term added to the denominator to avoid division by 0, at least 0; a value below 1e-30 counts as 1e-30.</param>
    public Adagrad(double learningRate = 0.01, double learningRateDecay = 0, double weightDecay = 0, double initialAccumulator = 0, double epsilon = 1e-10)
        : base(learningRate, ("root_square_sum", (float)Math.Sqrt(InRange(initialAccumulator))))
    {
        _learningRateDecay = InRange(learningRateDecay);
        _weightDecay = InRange(weightDecay);
        _initialAccumulator = InRange(initialAccumulator);
        _epsilon = InRange(epsilon);
    }

    /// <inheritdoc/>
    public override string ToString() => Invariant($"Adagrad(learningRateDecay: {_learningRateDecay}, weightDecay: {_weightDecay}, initialAccumulator: {_initialAccumulator}, epsilon: {_epsilon})");

    private protected override void PrepareStep() => _rate = (float)(LearningRate / (1 + ((StepCount - 1) * _learningRateDecay)));

    private protected override void Update(ref float parameters, GradientShards gradients, ref float first, ref float second, ref float third, int start, int end) =>
        Update(new Pass(this), ref parameters, gradients, ref first, ref second, ref third, start, end);

    private readonly struct Pass(Adagrad rule) : IPass
    {
        public int Update<V>(ref float parameters, GradientShards gradients, ref float first, ref float second, ref float third, int start, int end)
            where V : struct, ISimd<V>
        {
            float epsilon = Epsilon(rule._epsilon), negligible = Negligible(epsilon);
            return negligible >= SmallestToSquare
                ? Update<V, CommonRoot>(epsilon, negligible * negligible, ref parameters, gradients, ref first, ref second, ref third, start, end)
                : Update<V, AnyRoot>(epsilon, negligible, ref parameters, gradients, ref first, ref second, ref third, start, end);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private int Update<V, TRoot>(V epsilon, V negligible, ref float parameters, GradientShards gradients, ref float first, ref float second, ref float third, int start, int end)
            where V : struct, ISimd<V>
            where TRoot : struct, IRoot
        {
            V back = -rule._rate, weightDecay = (float)rule._weightDecay;
            int i = start;
            for (; i <= end - V.Count; i += V.Count)
            {
                V p = V.LoadUnsafe(in parameters, i), g = gradients.Load<V>(i);
                g = V.MultiplyAdd(p, weightDecay, g);
                V r = NextRoot<V, TRoot>(V.LoadUnsafe(in first, i), g, 1f, 1f, negligible);
                r.StoreUnsafe(ref first, i);
                V.MultiplyAdd(g / (r + epsilon), back, p).StoreUnsafe(ref parameters, i);
            }
            return i;
        }
    }
}
