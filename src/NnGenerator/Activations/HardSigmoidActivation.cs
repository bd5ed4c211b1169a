using NnGenerator.Expressions;
using static NnGenerator.Expressions.Scalar;

namespace NnGenerator.Activations;

/// <summary>Three straight pieces in the place of the sigmoid.</summary>
internal sealed record HardSigmoidActivation() : Activation("HardSigmoid")
{
    public override bool IsMonotone => true;

    public override bool IsBounded => true;

    public override bool IsNeverNegative => true;

    public override Scalar Value(Scalar x) => Min(1, Max(0, (x * (1.0 / 6)) + 0.5));

    // 1/6 strictly between 0 and 1
    public override Scalar Slope(Scalar x, Scalar y) => WherePositive(y * (1 - y), 1.0 / 6, 0);
}
