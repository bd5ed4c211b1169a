using NnGenerator.Formulas;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Activations;

/// <summary>Three straight pieces in the place of the sigmoid.</summary>
internal sealed record HardSigmoidActivation() : Activation("HardSigmoid")
{
    public override Scalar Value(Scalar x) => Min(1, Max(0, (x * (1.0 / 6)) + 0.5));

    // 1/6 strictly between −3 and 3; the output is rounded, and reaches 1 earlier.
    public override Scalar Derivative(Scalar x, Scalar y) => WherePositive(x + 3, WherePositive(3 - x, 1.0 / 6, 0), 0);
}
