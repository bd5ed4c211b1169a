using NnGenerator.Formulas;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Activations;

/// <summary>x / (1 + |x|) (Bergstra and others, 2009).</summary>
internal sealed record SoftsignActivation() : Activation("Softsign")
{
    // x and |x| grow together, which intervals do not show.
    public override bool IsMonotone => true;

    public override bool IsBounded => true;

    public override Scalar Value(Scalar x) => x / (1 + Abs(x));

    // 1 / (1 + |x|) = 1 − |y|
    public override Scalar Derivative(Scalar x, Scalar y) => (1 - Abs(y)) * (1 - Abs(y));
}
