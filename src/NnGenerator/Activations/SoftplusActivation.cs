using NnGenerator.Formulas;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Activations;

/// <summary>log(1 + exp(x)) (Dugas and others, 2000).</summary>
internal sealed record SoftplusActivation() : Activation("Softplus")
{
    public override Scalar Value(Scalar x) => Softplus(x);

    public override Scalar Derivative(Scalar x, Scalar y) => Sigmoid(x);
}
