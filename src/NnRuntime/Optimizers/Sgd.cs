using System.Runtime.CompilerServices;
using NnRuntime.Numerics;
using static System.FormattableString;

namespace NnRuntime.Optimizers;

/// <summary>Stochastic gradient descent with momentum, as torch.optim.SGD: v ← μv + (1 − τ)g, θ ← θ − lr·v (or lr·(g + μv) with Nesterov).</summary>
public sealed class Sgd : Optimizer
{
    private readonly float _momentum, _dampening, _weightDecay;
    private readonly bool _nesterov;

    /// <summary>Makes the rule.</summary>
    /// <param name="learningRate">The step size, at least 0.</param>
    /// <param name="momentum">μ, at least 0 and less than 1.</param>
    /// <param name="dampening">τ, at least 0 and less than 1.</param>
    /// <param name="weightDecay">Adds weightDecay·θ to the gradient.</param>
    /// <param name="nesterov">Looks ahead along the momentum; needs momentum and no dampening.</param>
    public Sgd(float learningRate = 0.001f, float momentum = 0f, float dampening = 0f, float weightDecay = 0f, bool nesterov = false)
        : base(learningRate, momentum > 0 ? [("momentum", 0f)] : [])
    {
        _momentum = InRange(momentum, 0, 1);
        _dampening = InRange(dampening, 0, 1);
        _weightDecay = InRange(weightDecay, 0, float.PositiveInfinity);
        _nesterov = nesterov;
        if (nesterov && (momentum == 0 || dampening != 0))
        {
            throw new ArgumentException("Nesterov momentum needs momentum greater than 0 and dampening 0.", nameof(nesterov));
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
            V back = -rule.LearningRate, weightDecay = rule._weightDecay, momentum = rule._momentum;

            // The first step starts the average with the whole gradient.
            V share = rule.StepCount == 1 ? 1 : 1 - rule._dampening;
            int i = start;
            for (; i <= end - V.Count; i += V.Count)
            {
                V p = V.LoadUnsafe(in parameters, i), g = gradients.Load<V>(i);
                g = V.MultiplyAdd(p, weightDecay, g);
                if (rule._momentum > 0)
                {
                    V v = Cut(V.MultiplyAdd(V.LoadUnsafe(in first, i), momentum, g * share));
                    v.StoreUnsafe(ref first, i);
                    g = rule._nesterov ? V.MultiplyAdd(v, momentum, g) : v;
                }
                V.MultiplyAdd(g, back, p).StoreUnsafe(ref parameters, i);
            }
            return i;
        }
    }
}
