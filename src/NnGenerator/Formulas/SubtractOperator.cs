namespace NnGenerator.Formulas;

/// <summary>a − b.</summary>
internal sealed class SubtractOperator : BinaryOperator
{
    protected override double Evaluate(double a, double b) => a - b;

    protected override Interval Bound(Interval a, Interval b) => a + -b;

    protected override Scalar Derive(Scalar node, (Scalar Value, Scalar Derivative) a, (Scalar Value, Scalar Derivative) b, Kinks kinks) =>
        Simplified.Difference(a.Derivative, b.Derivative);

    protected override (string Text, Precedence Precedence) Print(Scalar a, Scalar b, Notation notation) =>
        ($"{notation.Print(a, Precedence.Sum)} {notation.Minus} {notation.Print(b, Precedence.Product)}", Precedence.Sum);
}
