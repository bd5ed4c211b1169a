using NnGenerator.Formulas;
using NnGenerator.Text;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Activations;

/// <summary>Exponential linear unit (Clevert and others, 2015).</summary>
internal sealed record EluActivation(double Alpha = 1) : Activation("Elu")
{
    public override string Description => Alpha == 1 ? Title : $"{Title} {CSharpLiteral.Number(Alpha)}";

    public override string ToAttribute() => Alpha == 1 ? Title : new AttributeText(Title).Argument(Alpha).ToString();

    public override Scalar Value(Scalar x) => WherePositive(x, x, Alpha * Expm1(Min(0, x)));

    // α·exp(x) on the negative side, which is y + α. A positive α keeps the sign, so the output tells the side; a large one would cancel digits
    // of the sum, and its product with the smallest exponential would be more than 0, so the exponential is taken in two halves.
    public override Scalar Derivative(Scalar x, Scalar y) => Alpha is > 0 and <= 1
        ? WherePositive(y, 1, y + Alpha)
        : WherePositive(x, 1, Alpha * HalfExp(x) * HalfExp(x));

    private static Scalar HalfExp(Scalar x) => Exp(0.5 * Min(0, x));
}
