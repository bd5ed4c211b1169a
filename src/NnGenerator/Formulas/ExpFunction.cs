namespace NnGenerator.Formulas;

/// <summary>exp(x).</summary>
internal sealed class ExpFunction() : NamedFunction("Exp")
{
    public override double Evaluate(double x) => Math.Exp(x);

    protected override Interval Bound(Interval x) => x.Increasing(Math.Exp, 0, double.PositiveInfinity);

    protected override Scalar LocalDerivative(Scalar x, Scalar y) => y;
}
