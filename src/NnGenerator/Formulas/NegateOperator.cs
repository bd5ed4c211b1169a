namespace NnGenerator.Formulas;

/// <summary>−x.</summary>
internal sealed class NegateOperator : UnaryOperator
{
    public override double Evaluate(double x) => -x;

    protected override Interval Bound(Interval x) => -x;

    protected override Scalar Derive(Scalar node, Scalar x, Scalar derivative, Kinks kinks) => Simplified.Negative(derivative);

    protected override (string Text, Precedence Precedence) Print(Scalar x, Notation notation) => (notation.Minus + notation.Print(x, Precedence.Atom), Precedence.Sign);
}
