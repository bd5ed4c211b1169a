using NnGenerator.Formulas;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Activations;

/// <summary>Self-normalizing ELU with its two constants (Klambauer and others, 2017).</summary>
internal sealed record SeluActivation() : Activation("Selu")
{
    private const double Scale = 1.0507009873554804934193349852946;
    private const double Alpha = 1.6732632423543772848170429916717;

    public override Scalar Value(Scalar x) => WherePositive(x, Scale * x, Scale * Alpha * Expm1(Min(0, x)));

    public override Scalar Derivative(Scalar x, Scalar y) => WherePositive(y, Scale, y + (Scale * Alpha));
}
