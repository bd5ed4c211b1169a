namespace NnGenerator.Formulas;

/// <summary>log(1 + exp(x)), written with an exponential that does not overflow.</summary>
internal sealed class SoftplusFunction : DefinedFunction
{
    public override int Variables => 2;

    public override double Evaluate(double x) => Softplus(x);

    protected override Interval Bound(Interval x) => x.Increasing(Softplus, 0, double.PositiveInfinity);

    protected override Scalar LocalDerivative(Scalar x, Scalar y) => Scalar.Sigmoid(x);

    protected override Scalar Definition(Scalar x) => Scalar.Max(0, x) + Scalar.Log1p(Scalar.Exp(-Scalar.Abs(x)));

    private static double Softplus(double x) => Math.Max(0, x) + Log1pFunction.Log1p(Math.Exp(-Math.Abs(x)));
}
