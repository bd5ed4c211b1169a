using NnGenerator.Formulas;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Activations;

/// <summary>The logistic function.</summary>
internal sealed record SigmoidActivation() : Activation("Sigmoid")
{
    public override Scalar Value(Scalar x) => Sigmoid(x);

    public override Scalar Derivative(Scalar x, Scalar y) => y * (1 - y);
}
