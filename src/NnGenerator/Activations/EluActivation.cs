using NnGenerator.Emission;
using NnGenerator.Expressions;
using static NnGenerator.Expressions.Scalar;

namespace NnGenerator.Activations;

/// <summary>Exponential linear unit (Clevert and others, 2015).</summary>
internal sealed record EluActivation(double Alpha = 1) : Activation("Elu")
{
    public override string Description => Alpha == 1 ? Title : $"{Title} {CSharpLiteral.Number(Alpha)}";

    public override bool IsRectifier => true;

    public override bool IsMonotone => Alpha >= 0;

    public override Scalar Value(Scalar x) => WherePositive(x, x, Alpha * Expm1(Min(0, x)));

    // α·exp(x) = y + α on the negative side; a positive α keeps the sign, so the output tells the side.
    public override Scalar Slope(Scalar x, Scalar y) => WherePositive(Alpha > 0 ? y : x, 1, y + Alpha);
}
