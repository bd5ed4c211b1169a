using System.Runtime.CompilerServices;
using NnGen.CompilerServices;

namespace NnGen.Optimizers;

// Shared by Adam and AdamW, which differ in one line: the weight decay.
public abstract partial class Optimizer
{
    /// <summary>Weight decay that is added to the gradient: g + weightDecay·θ.</summary>
    private protected readonly struct CoupledDecay;

    /// <summary>Weight decay that is applied separately from the gradient: θ − lr·weightDecay·θ.</summary>
    private protected readonly struct DecoupledDecay;

    /// <summary>The settings of the moments and the powers of their decay factors.</summary>
    private protected struct AdamRule
    {
        private double _beta1;
        private DecayPower _decay1, _decay2;

        public AdamRule(double beta1, double beta2, double epsilon)
        {
            (_beta1, Beta2, Epsilon) = (InRange(beta1, 1), InRange(beta2, 1), InRange(epsilon));
            (_decay1, _decay2) = (new DecayPower(_beta1), new DecayPower(Beta2));
        }

        /// <summary>Gets the names and initial values of the state of both rules.</summary>
        public static (string Name, float Initial)[] State => [("first_moment", 0f), ("root_second_moment", 0f)];

        public readonly double Beta2 { get; }

        public readonly double Epsilon { get; }

        /// <summary>Gets or sets β₁, which schedules change.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is not at least 0 and less than 1.</exception>
        public double Beta1
        {
            readonly get => _beta1;
            set
            {
                double beta1 = InRange(value, 1, nameof(Momentum));
                if (beta1 != _beta1)
                {
                    (_beta1, _decay1) = (beta1, new DecayPower(beta1));
                }
            }
        }

        /// <summary>Returns the constants of a step.</summary>
        /// <param name="learningRate">The learning rate.</param>
        /// <param name="decay">Factor of the parameters in the weight decay.</param>
        /// <param name="step">Number of the step, from 1.</param>
        public AdamStep Prepare(double learningRate, double decay, long step)
        {
            // Both bias corrections are in double precision, since 1 − β₂ᵗ loses half its digits in single precision while t is small. lr·m̂ / (√v̂ + ε) is
            // computed as lr·(c₂/c₁)·m / (√v + c₂ε), whose divisor is never larger than the gradients; √v/c₂ would overflow for gradients near the largest
            // float.
            double correction1 = 1 - _decay1.At(step), correction2 = Math.Sqrt(1 - _decay2.At(step));
            float epsilon = Optimizer.Epsilon(Epsilon);
            return new AdamStep
            {
                Beta1 = (float)_beta1,
                Rest1 = (float)(1 - _beta1),
                Beta2 = (float)Beta2,
                Rest2 = (float)(1 - Beta2),
                Back = (float)(-learningRate * correction2 / correction1),
                Epsilon = (float)(epsilon * correction2),
                Negligible = Negligible(epsilon),
                Decay = (float)decay,
            };
        }
    }

    /// <summary>The constants of a step of Adam or AdamW.</summary>
    private protected struct AdamStep
    {
        public float Beta1, Rest1, Beta2, Rest2, Back, Epsilon, Negligible, Decay;
    }

    /// <summary>The loop of a step of Adam or AdamW.</summary>
    /// <typeparam name="TDecay"><see cref="CoupledDecay"/> or <see cref="DecoupledDecay"/>.</typeparam>
    private protected readonly ref struct AdamPass<TDecay>(ref AdamStep step) : IPass
        where TDecay : struct
    {
        // By reference: copying the whole structure right after its fields were written would stall until those writes complete.
        private readonly ref AdamStep _step = ref step;

        public int Update<V>(ref float parameters, GradientShards gradients, ref float first, ref float second, ref float third, int start, int end)
            where V : struct, ISimd<V> =>
            _step.Negligible >= SmallestToSquare
                ? Update<V, CommonRoot>(_step.Negligible * _step.Negligible, ref parameters, gradients, ref first, ref second, start, end)
                : Update<V, AnyRoot>(_step.Negligible, ref parameters, gradients, ref first, ref second, start, end);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private int Update<V, TRoot>(V negligible, ref float parameters, GradientShards gradients, ref float first, ref float second, int start, int end)
            where V : struct, ISimd<V>
            where TRoot : struct, IRoot
        {
            V beta1 = _step.Beta1, rest1 = _step.Rest1, beta2 = _step.Beta2, rest2 = _step.Rest2, back = _step.Back, epsilon = _step.Epsilon, decay = _step.Decay;
            int i = start;
            for (; i <= end - V.Count; i += V.Count)
            {
                V p = V.LoadUnsafe(in parameters, i), g = gradients.Load<V>(i);
                if (typeof(TDecay) == typeof(DecoupledDecay))
                {
                    p = V.MultiplyAdd(p, decay, p);
                }
                else
                {
                    g = V.MultiplyAdd(p, decay, g);
                }
                V m = Cut(V.MultiplyAdd(V.LoadUnsafe(in first, i), beta1, g * rest1)), root = V.LoadUnsafe(in second, i);
                if (!TRoot.TryNext(root, g, beta2, rest2, negligible, out V r))
                {
                    r = TRoot.Scaled(root, g, beta2, rest2, negligible);

                    // As floats, β₁ and 1 − β₁ may sum to slightly more than 1, so a mean of the largest floats would overflow.
                    m = V.Max(float.MinValue, V.Min(float.MaxValue, m));
                }
                m.StoreUnsafe(ref first, i);
                r.StoreUnsafe(ref second, i);
                V.MultiplyAdd(V.DivideEstimate(m, r + epsilon), back, p).StoreUnsafe(ref parameters, i);
            }
            return i;
        }
    }
}
