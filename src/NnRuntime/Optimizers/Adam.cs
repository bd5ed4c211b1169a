using System.Runtime.CompilerServices;
using NnGen.CompilerServices;
using static System.FormattableString;

namespace NnGen.Optimizers;

/// <summary>Adam (Kingma and Ba, 2015), as torch.optim.Adam: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − lr·m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ).</summary>
public sealed class Adam : Optimizer
{
    private readonly double _beta2, _epsilon, _weightDecay;
    private double _beta1;
    private DecayPower _decay1, _decay2;
    private float _rate, _root;

    /// <summary>Creates the rule.</summary>
    /// <param name="learningRate">The step size, at least 0.</param>
    /// <param name="beta1">Decay of the mean, at least 0 and less than 1.</param>
    /// <param name="beta2">Decay of the mean square, at least 0 and less than 1.</param>
    /// <param name="epsilon">Keeps the division from exploding, at least 0; less than 1e-30 counts as 1e-30.</param>
    /// <param name="weightDecay">Adds weightDecay·θ to the gradient.</param>
    public Adam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : base(learningRate, ("first_moment", 0f), ("root_second_moment", 0f))
    {
        _beta1 = InRange(beta1, 1);
        _beta2 = InRange(beta2, 1);
        (_decay1, _decay2) = (new DecayPower(_beta1), new DecayPower(_beta2));
        _epsilon = InRange(epsilon);
        _weightDecay = InRange(weightDecay);
    }

    /// <summary>β₁, which <see cref="Schedules.OneCycle"/> changes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not at least 0 and less than 1.</exception>
    public override double? Momentum
    {
        get => _beta1;
        set
        {
            double beta1 = InRange(value ?? double.NaN, 1, nameof(Momentum));
            if (beta1 != _beta1)
            {
                (_beta1, _decay1) = (beta1, new DecayPower(beta1));
            }
        }
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
            V beta1 = (float)rule._beta1, beta2 = (float)rule._beta2, rest1 = (float)(1 - rule._beta1), rest2 = (float)(1 - rule._beta2);
            V back = -rule._rate, root = rule._root, weightDecay = (float)rule._weightDecay;
            int i = start;
            for (; i <= end - V.Count; i += V.Count)
            {
                V p = V.LoadUnsafe(in parameters, i), g = gradients.Load<V>(i);
                g = V.MultiplyAdd(p, weightDecay, g);
                V m = Cut(V.MultiplyAdd(V.LoadUnsafe(in first, i), beta1, g * rest1));
                V r = TRoot.Next(V.LoadUnsafe(in second, i), g, beta2, rest2, negligible);
                m.StoreUnsafe(ref first, i);
                r.StoreUnsafe(ref second, i);
                V.MultiplyAdd(m / V.MultiplyAdd(r, root, epsilon), back, p).StoreUnsafe(ref parameters, i);
            }
            return i;
        }
    }
}
