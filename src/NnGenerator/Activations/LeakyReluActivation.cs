using NnGenerator.Formulas;
using NnGenerator.Text;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Activations;

/// <summary>Rectifier that lets a part of negative values through (Maas and others, 2013).</summary>
internal sealed record LeakyReluActivation(double NegativeSlope = 0.01) : Activation("LeakyRelu")
{
    public override string Description => NegativeSlope == 0.01 ? Title : $"{Title} {CSharpLiteral.Number(NegativeSlope)}";

    public override string ToAttribute() => NegativeSlope == 0.01 ? Title : new AttributeText(Title).Argument(NegativeSlope).ToString();

    public override Scalar Value(Scalar x) => WherePositive(x, x, NegativeSlope * x);

    // A positive factor keeps the sign, so the output tells the side.
    public override Scalar Derivative(Scalar x, Scalar y) => WherePositive(NegativeSlope > 0 ? y : x, 1, NegativeSlope);
}
