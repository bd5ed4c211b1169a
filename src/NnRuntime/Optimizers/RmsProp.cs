using System.Runtime.CompilerServices;
using NnGen.CompilerServices;
using static System.FormattableString;

namespace NnGen.Optimizers;

/// <summary>RMSprop (Hinton, 2012), as torch.optim.RMSprop: v ← αv + (1 − α)g², θ ← θ − lr·g / (√v + ε), with momentum over the quotients. If centered, the
/// root is that of v minus the square of the mean gradient.</summary>
public sealed class RmsProp : Optimizer
{
    private readonly double _smoothing, _epsilon, _weightDecay;
    private readonly bool _centered, _hasMomentum;
    private double _momentum;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">Learning rate, at least 0.</param>
    /// <param name="smoothing">Smoothing constant α, at least 0 and less than 1.</param>
    /// <param name="epsilon">Term added to the denominator to avoid division by 0, at least 0; a value below 1e-30 counts as 1e-30.</param>
    /// <param name="weightDecay">Weight decay; weightDecay·θ is added to the gradient.</param>
    /// <param name="momentum">Momentum factor, at least 0 and less than 1.</param>
    /// <param name="centered">Whether to divide by the standard deviation of the gradients instead of their root mean square.</param>
    public RmsProp(double learningRate = 0.01, double smoothing = 0.99, double epsilon = 1e-8, double weightDecay = 0, double momentum = 0, bool centered = false)
        : base(learningRate, centered ? [("root_variance", 0f), ("momentum", 0f), ("gradient_average", 0f)] : [("root_square_average", 0f), ("momentum", 0f)])
    {
        _smoothing = InRange(smoothing, 1);
        _epsilon = InRange(epsilon);
        _weightDecay = InRange(weightDecay);
        _momentum = InRange(momentum, 1);
        (_centered, _hasMomentum) = (centered, _momentum > 0);
    }

    /// <summary>Gets or sets the momentum, which <see cref="Schedules.OneCycle"/> changes; null if the optimizer was created without momentum.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not at least 0 and less than 1.</exception>
    /// <exception cref="NotSupportedException">The optimizer was created without momentum.</exception>
    public override double? Momentum
    {
        get => _hasMomentum ? _momentum : null;
        set
        {
            if (!_hasMomentum)
            {
                base.Momentum = value;
            }
            _momentum = InRange(value ?? double.NaN, 1, nameof(Momentum));
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Invariant($"RmsProp(smoothing: {_smoothing}, epsilon: {_epsilon}, weightDecay: {_weightDecay}, momentum: {_momentum}, centered: {_centered})");

    private protected override void Update(ref float parameters, GradientShards gradients, ref float first, ref float second, ref float third, int start, int end) =>
        Update(new Pass(this), ref parameters, gradients, ref first, ref second, ref third, start, end);

    // Compiled separately, so that the plain variant has no branch for centering.
    private readonly struct Plain;

    private readonly struct Centered;

    private readonly struct Pass(RmsProp rule) : IPass
    {
        public int Update<V>(ref float parameters, GradientShards gradients, ref float first, ref float second, ref float third, int start, int end)
            where V : struct, ISimd<V>
        {
            float epsilon = Epsilon(rule._epsilon), negligible = Negligible(epsilon);
            return rule._centered
                ? Update<V, Centered>(epsilon, negligible, ref parameters, gradients, ref first, ref second, ref third, start, end)
                : Update<V, Plain>(epsilon, negligible, ref parameters, gradients, ref first, ref second, ref third, start, end);
        }

        private int Update<V, TKind>(float epsilon, float negligible, ref float parameters, GradientShards gradients, ref float first, ref float second, ref float third, int start, int end)
            where V : struct, ISimd<V>
            where TKind : struct => negligible >= SmallestToSquare
            ? Update<V, TKind, CommonRoot>(epsilon, negligible * negligible, ref parameters, gradients, ref first, ref second, ref third, start, end)
            : Update<V, TKind, AnyRoot>(epsilon, negligible, ref parameters, gradients, ref first, ref second, ref third, start, end);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private int Update<V, TKind, TRoot>(V epsilon, V negligible, ref float parameters, GradientShards gradients, ref float first, ref float second, ref float third, int start, int end)
            where V : struct, ISimd<V>
            where TKind : struct
            where TRoot : struct, IRoot
        {
            bool centered = typeof(TKind) == typeof(Centered);
            V back = -rule.LearningRate, smoothing = (float)rule._smoothing, rest = (float)(1 - rule._smoothing);
            V weight = (float)((centered ? rule._smoothing : 1) * (1 - rule._smoothing)), weightDecay = (float)rule._weightDecay, momentum = (float)rule._momentum;
            int i = start;
            for (; i <= end - V.Count; i += V.Count)
            {
                V p = V.LoadUnsafe(in parameters, i), g = gradients.Load<V>(i);
                g = V.MultiplyAdd(p, weightDecay, g);
                V root = V.LoadUnsafe(in first, i), mean = centered ? V.LoadUnsafe(in third, i) : default, deviation = centered ? g - mean : g;

                // Computes v − mean² with the recurrence of the variance, which does not subtract nearly equal numbers.
                V next = centered ? V.MultiplyAdd(deviation, rest, mean) : default;
                if (!TRoot.TryNext(root, deviation, smoothing, weight, negligible, out V r))
                {
                    if (centered)
                    {
                        // Half of the deviation, since the whole may exceed the largest float; its square then counts four times.
                        deviation = V.MultiplyAdd(mean, -0.5f, g * 0.5f);
                        next = V.MultiplyAdd(deviation, rest * 2f, mean);
                    }
                    r = TRoot.Scaled(root, deviation, smoothing, centered ? weight * 4f : weight, negligible);
                }
                r.StoreUnsafe(ref first, i);
                if (centered)
                {
                    Cut(next).StoreUnsafe(ref third, i);
                }
                g /= r + epsilon;
                if (rule._hasMomentum)
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
