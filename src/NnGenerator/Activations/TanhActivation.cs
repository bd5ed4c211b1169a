using NnGenerator.Formulas;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Activations;

/// <summary>Hyperbolic tangent.</summary>
internal sealed record TanhActivation() : Activation("Tanh")
{
    public override Scalar Value(Scalar x) => Tanh(x);

    public override Scalar Derivative(Scalar x, Scalar y) => 1 - (y * y);
}
