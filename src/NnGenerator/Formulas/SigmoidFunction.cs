namespace NnGenerator.Formulas;

/// <summary>The logistic function σ(x) = 1 / (1 + exp(−x)).</summary>
internal sealed class SigmoidFunction : DefinedFunction
{
    public override double Evaluate(double x) => Sigmoid(x);

    protected override Interval Bound(Interval x) => x.Increasing(Sigmoid, 0, 1);

    // σ·(1 − σ), where the second factor has all of its digits too.
    protected override Scalar LocalDerivative(Scalar x, Scalar y) => Simplified.Product(y, Scalar.Sigmoid(Simplified.Negative(x)));

    protected override Scalar Definition(Scalar x) => 1 / (1 + Scalar.Exp(Simplified.Negative(x)));

    private static double Sigmoid(double x)
    {
        double u = Math.Exp(-Math.Abs(x));
        return (x < 0 ? u : 1) / (1 + u);
    }
}
