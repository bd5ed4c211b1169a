using NnGenerator.Formulas;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Activations;

/// <summary>Rectified linear unit (Nair and Hinton, 2010).</summary>
internal sealed record ReluActivation() : Activation("Relu")
{
    public override Scalar Value(Scalar x) => Max(0, x);

    public override Scalar Derivative(Scalar x, Scalar y) => WherePositive(y, 1, 0);
}
