using NnGenerator.Formulas;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Activations;

/// <summary>log(1 + exp(x)) (Dugas and others, 2000).</summary>
internal sealed record SoftplusActivation() : Activation("Softplus")
{
    public override bool IsRectifier => true;

    // Shifted by max(0, x), so that nothing overflows.
    public override bool IsMonotone => true;

    public override bool IsNeverNegative => true;

    public override Scalar Value(Scalar x) => Max(0, x) + Log1p(Exp(-Abs(x)));

    public override Scalar Derivative(Scalar x, Scalar y) => Logistic(x);
}
