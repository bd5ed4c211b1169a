using System.Runtime.CompilerServices;
using NnRuntime.Numerics;

namespace NnRuntime.Optimizers;

// What Adam and AdamW share. They differ in one line, the weight decay.
public abstract partial class Optimizer
{
    /// <summary>Weight decay as a part of the gradient: g + weightDecay·θ.</summary>
    private protected readonly struct CoupledDecay;

    /// <summary>Weight decay apart from the gradient: θ − lr·weightDecay·θ.</summary>
    private protected readonly struct DecoupledDecay;

    /// <summary>The settings of the moments, and the powers of their decays.</summary>
    private protected struct AdamRule
    {
        private double _beta1;
        private DecayPower _decay1, _decay2;

        public AdamRule(double beta1, double beta2, double epsilon)
        {
            (_beta1, Beta2, Epsilon) = (InRange(beta1, 1), InRange(beta2, 1), InRange(epsilon));
            (_decay1, _decay2) = (new DecayPower(_beta1), new DecayPower(Beta2));
        }

        /// <summary>The state of both rules, with its initial values.</summary>
        public static (string Name, float Initial)[] State => [("first_moment", 0f), ("root_second_moment", 0f)];

        public readonly double Beta2 { get; }

        public readonly double Epsilon { get; }

        /// <summary>β₁, which schedules change.</summary>
        /// <exception cref="ArgumentOutOfRangeException">It is not at least 0 and less than 1.</exception>
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

        /// <summary>Returns the pass of a step.</summary>
        /// <param name="learningRate">The learning rate.</param>
        /// <param name="decay">The factor of the parameters in the weight decay.</param>
        /// <param name="step">The number of the step, from 1.</param>
        public AdamPass<TDecay> Prepare<TDecay>(double learningRate, double decay, long step)
            where TDecay : struct
        {
            // Both corrections in double precision: 1 − β₂ᵗ loses half its digits in single precision while t is small. lr·m̂ / (√v̂ + ε) is
            // lr·(c₂/c₁)·m / (√v + c₂ε), whose divisor is never larger than the gradients; √v/c₂ would overflow where they are the largest floats.
            double correction1 = 1 - _decay1.At(step), correction2 = Math.Sqrt(1 - _decay2.At(step));
            float epsilon = Optimizer.Epsilon(Epsilon);
            return new AdamPass<TDecay>(
                (float)_beta1, (float)(1 - _beta1), (float)Beta2, (float)(1 - Beta2), (float)(-learningRate * correction2 / correction1), (float)(epsilon * correction2), Negligible(epsilon), (float)decay);
        }
    }

    /// <summary>The loop of a step of Adam or AdamW.</summary>
    /// <typeparam name="TDecay"><see cref="CoupledDecay"/> or <see cref="DecoupledDecay"/>.</typeparam>
    private protected readonly struct AdamPass<TDecay>(float beta1, float rest1, float beta2, float rest2, float back, float epsilon, float negligible, float decay) : IPass
        where TDecay : struct
    {
        public int Update<V>(ref float parameters, GradientShards gradients, ref float first, ref float second, ref float third, int start, int end)
            where V : struct, ISimd<V> =>
            negligible >= SmallestToSquare
                ? Update<V, CommonRoot>(negligible * negligible, ref parameters, gradients, ref first, ref second, start, end)
                : Update<V, AnyRoot>(negligible, ref parameters, gradients, ref first, ref second, start, end);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private int Update<V, TRoot>(V little, ref float parameters, GradientShards gradients, ref float first, ref float second, int start, int end)
            where V : struct, ISimd<V>
            where TRoot : struct, IRoot
        {
            V decayOfMean = beta1, gradientInMean = rest1, decayOfSquare = beta2, squareInMean = rest2, rate = back, least = epsilon, weightDecay = decay;
            int i = start;
            for (; i <= end - V.Count; i += V.Count)
            {
                V p = V.LoadUnsafe(in parameters, i), g = gradients.Load<V>(i);
                if (typeof(TDecay) == typeof(DecoupledDecay))
                {
                    p = V.MultiplyAdd(p, weightDecay, p);
                }
                else
                {
                    g = V.MultiplyAdd(p, weightDecay, g);
                }

                // As floats β₁ and 1 − β₁ may add up to a little more than 1, so that a mean of the largest floats would overflow.
                V m = V.Max(float.MinValue, V.Min(float.MaxValue, Cut(V.MultiplyAdd(V.LoadUnsafe(in first, i), decayOfMean, g * gradientInMean))));
                V r = TRoot.Next(V.LoadUnsafe(in second, i), g, decayOfSquare, squareInMean, little);
                m.StoreUnsafe(ref first, i);
                r.StoreUnsafe(ref second, i);
                V.MultiplyAdd(m / (r + least), rate, p).StoreUnsafe(ref parameters, i);
            }
            return i;
        }
    }
}
