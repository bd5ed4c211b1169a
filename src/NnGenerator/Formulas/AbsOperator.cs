namespace NnGenerator.Formulas;

/// <summary>|x|, with derivative 0 at 0.</summary>
internal sealed class AbsOperator : UnaryOperator
{
    public override double Evaluate(double x) => Math.Abs(x);

    protected override Interval Bound(Interval x) => Interval.Max(x, -x).Within(0, double.PositiveInfinity);

    protected override Scalar Derive(Scalar node, Scalar x, Scalar derivative, Kinks kinks) =>
        Simplified.Choice(x, derivative, kinks.AreSelectedBy(x) ? Simplified.Negative(derivative)
            : Simplified.Choice(Simplified.Negative(x), Simplified.Negative(derivative), 0));

    protected override (string Text, Precedence Precedence) Print(Scalar x, Notation notation)
    {
        string argument = notation.Print(x, Precedence.Any);
        return (notation.IsMathematics ? $"|{argument}|" : $"{notation.Vector}.Abs({argument})", Precedence.Atom);
    }
}
