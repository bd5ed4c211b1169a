namespace NnGenerator.Formulas;

/// <summary>a / b.</summary>
internal sealed class DivideOperator : BinaryOperator
{
    protected override double Evaluate(double a, double b) => a / b;

    protected override Interval Bound(Interval a, Interval b) => a / b;

    // (a′ − (a/b)·b′) / b has no square of b, which would overflow first. Where b is infinite and the quotient 0, nothing is left of b′.
    protected override Scalar Derive(Scalar node, (Scalar Value, Scalar Derivative) a, (Scalar Value, Scalar Derivative) b, Kinks kinks) =>
        Simplified.Quotient(Simplified.Difference(a.Derivative, Derivative.Chain(node, b.Derivative)), b.Value);

    protected override (string Text, Precedence Precedence) Print(Scalar a, Scalar b, Notation notation) =>
        ($"{notation.Print(a, Precedence.Product)} / {notation.Print(b, Precedence.Atom)}", Precedence.Product);
}
