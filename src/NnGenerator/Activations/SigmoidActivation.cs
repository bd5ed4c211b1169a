using NnGenerator.Formulas;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Activations;

/// <summary>The logistic function.</summary>
internal sealed record SigmoidActivation() : Activation("Sigmoid")
{
    public override bool IsMonotone => true;

    public override bool IsBounded => true;

    public override bool IsNeverNegative => true;

    public override Scalar Value(Scalar x) => Logistic(x);

    public override Scalar Derivative(Scalar x, Scalar y) => y * (1 - y);
}
