namespace NnGenerator.Formulas;

/// <summary>a·b.</summary>
internal sealed class MultiplyOperator : BinaryOperator
{
    public override Interval Bound(Application node, Interval[] operands) =>
        node.Parts[0] == node.Parts[1] ? operands[0].Square() : base.Bound(node, operands);

    protected override double Evaluate(double a, double b) => a * b;

    protected override Interval Bound(Interval a, Interval b) => a * b;

    protected override Scalar Derive(Scalar node, (Scalar Value, Scalar Derivative) a, (Scalar Value, Scalar Derivative) b, Kinks kinks) => a.Value == b.Value
        ? Simplified.Product(2, Simplified.Product(a.Value, a.Derivative))
        : Simplified.Sum(Simplified.Product(a.Derivative, b.Value), Simplified.Product(a.Value, b.Derivative));

    protected override (string Text, Precedence Precedence) Print(Scalar a, Scalar b, Notation notation) =>
        ($"{notation.Print(a, Precedence.Product)}{notation.Times}{notation.Print(b, Precedence.Sign)}", Precedence.Product);
}
