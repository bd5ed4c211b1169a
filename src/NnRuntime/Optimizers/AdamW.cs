using static System.FormattableString;

namespace NnGen.Optimizers;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019), as torch.optim.AdamW: θ ← θ − lr·weightDecay·θ, then m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − lr·m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ).</summary>
public sealed class AdamW : Optimizer
{
    private readonly double _weightDecay;
    private AdamRule _rule;
    private AdamStep _step;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">Learning rate, at least 0.</param>
    /// <param name="beta1">Decay factor of the mean, at least 0 and less than 1.</param>
    /// <param name="beta2">Decay factor of the mean square, at least 0 and less than 1.</param>
    /// <param name="epsilon">Term added to the denominator to avoid division by 0, at least 0; a value below 1e-30 counts as 1e-30.</param>
    /// <param name="weightDecay">Decoupled weight decay: subtracts lr·weightDecay·θ from θ, independently of the gradient.</param>
    public AdamW(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01)
        : base(learningRate, AdamRule.State)
    {
        _rule = new AdamRule(beta1, beta2, epsilon);
        _weightDecay = InRange(weightDecay);
    }

    /// <summary>Gets or sets β₁, which <see cref="Schedules.OneCycle"/> changes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not at least 0 and less than 1.</exception>
    public override double? Momentum
    {
        get => _rule.Beta1;
        set => _rule.Beta1 = value ?? double.NaN;
    }

    /// <inheritdoc/>
    public override string ToString() => Invariant($"AdamW(beta1: {_rule.Beta1}, beta2: {_rule.Beta2}, epsilon: {_rule.Epsilon}, weightDecay: {_weightDecay})");

    // Not 1 − lr·weightDecay, which a float would round.
    private protected override void PrepareStep() => _step = _rule.Prepare(LearningRate, -(double)LearningRate * _weightDecay, StepCount);

    private protected override void Update(ref float parameters, GradientShards gradients, ref float first, ref float second, ref float third, int start, int end) =>
        Update(new AdamPass<DecoupledDecay>(ref _step), ref parameters, gradients, ref first, ref second, ref third, start, end);
}
