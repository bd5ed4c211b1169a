using System.Runtime.CompilerServices;
using NnGen.CompilerServices;
using static System.FormattableString;

namespace NnGen.Optimizers;

/// <summary>Stochastic gradient descent with momentum, as torch.optim.SGD: v ← μv + (1 − τ)g, θ ← θ − lr·v (or lr·(g + μv) with Nesterov).</summary>
public sealed class Sgd : Optimizer
{
    private readonly double _dampening, _weightDecay;
    private readonly bool _nesterov, _hasMomentum;
    private double _momentum;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">Learning rate, at least 0.</param>
    /// <param name="momentum">Momentum factor μ, at least 0 and less than 1.</param>
    /// <param name="dampening">Dampening τ, at least 0 and less than 1.</param>
    /// <param name="weightDecay">Weight decay; weightDecay·θ is added to the gradient.</param>
    /// <param name="nesterov">Whether to use Nesterov momentum, which requires a momentum greater than 0 and no dampening.</param>
    public Sgd(double learningRate = 0.001, double momentum = 0, double dampening = 0, double weightDecay = 0, bool nesterov = false)
        : base(learningRate, momentum > 0 ? [("momentum", 0f)] : [])
    {
        _momentum = InRange(momentum, 1);
        _dampening = InRange(dampening, 1);
        _weightDecay = InRange(weightDecay);
        (_nesterov, _hasMomentum) = (nesterov, momentum > 0);
        if (nesterov && (momentum == 0 || dampening != 0))
        {
            throw new ArgumentException("Nesterov momentum needs a momentum greater than 0 and a dampening of 0.", nameof(nesterov));
        }
    }

    /// <summary>Gets or sets μ, which <see cref="Schedules.OneCycle"/> changes; null if the optimizer was created without momentum.</summary>
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
    public override string ToString() => Invariant($"Sgd(momentum: {_momentum}, dampening: {_dampening}, weightDecay: {_weightDecay}, nesterov: {_nesterov})");

    private protected override void Update(ref float parameters, GradientShards gradients, ref float first, ref float second, ref float third, int start, int end) =>
        Update(new Pass(this), ref parameters, gradients, ref first, ref second, ref third, start, end);

    private readonly struct Pass(Sgd rule) : IPass
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public int Update<V>(ref float parameters, GradientShards gradients, ref float first, ref float second, ref float third, int start, int end)
            where V : struct, ISimd<V>
        {
            float back = -rule.LearningRate, weightDecay = (float)rule._weightDecay, momentum = (float)rule._momentum;

            // The first step initializes the average with the undampened gradient.
            float share = rule.StepCount == 1 ? 1 : (float)(1 - rule._dampening);
            int i = start;
            for (; i <= end - V.Count; i += V.Count)
            {
                Update<V>(ref parameters, gradients, ref first, i, back, weightDecay, momentum, share);
            }

            // The rest in this call: for a small network, another call takes a noticeable part of the step.
            for (; i < end; i++)
            {
                Update<V1>(ref parameters, gradients, ref first, i, back, weightDecay, momentum, share);
            }
            return i;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Update<V>(ref float parameters, GradientShards gradients, ref float first, int i, V back, V weightDecay, V momentum, V share)
            where V : struct, ISimd<V>
        {
            V p = V.LoadUnsafe(in parameters, i), g = gradients.Load<V>(i);
            g = V.MultiplyAdd(p, weightDecay, g);
            if (rule._hasMomentum)
            {
                V v = Cut(V.MultiplyAdd(V.LoadUnsafe(in first, i), momentum, g * share));
                v.StoreUnsafe(ref first, i);
                g = rule._nesterov ? V.MultiplyAdd(v, momentum, g) : v;
            }
            V.MultiplyAdd(g, back, p).StoreUnsafe(ref parameters, i);
        }
    }
}
