using NnGenerator.Formulas;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Activations;

/// <summary>x times the hard sigmoid (Howard and others, 2019).</summary>
internal sealed record HardSwishActivation() : Activation("HardSwish")
{
    public override Scalar Value(Scalar x) => x * Min(1, Max(0, (x * (1.0 / 6)) + 0.5));

    // 0 up to −3, x/3 + 1/2 between, 1 from 3 on
    public override Scalar Derivative(Scalar x, Scalar y) =>
        WherePositive(x + 3, WherePositive(3 - x, (x * (1.0 / 3)) + 0.5, 1), 0);
}
