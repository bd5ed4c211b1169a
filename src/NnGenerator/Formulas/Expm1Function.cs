namespace NnGenerator.Formulas;

/// <summary>exp(x) − 1 without cancellation near 0.</summary>
internal sealed class Expm1Function() : NamedFunction("Expm1")
{
    public override double Evaluate(double x) => Expm1(x);

    protected override Interval Bound(Interval x) => x.Increasing(Expm1, -1, double.PositiveInfinity);

    protected override Scalar LocalDerivative(Scalar x, Scalar y) => Scalar.Exp(x);

    protected override string Mathematics(string argument) => $"(exp({argument}) − 1)";

    // Exact where the naive form loses digits: the rounding error of exp(x) appears on both sides and cancels (W. Kahan).
    private static double Expm1(double x)
    {
        double u = Math.Exp(x);
        return u == 1 ? x : u - 1 == -1 ? -1 : double.IsInfinity(u) ? u : (u - 1) * (x / Math.Log(u));
    }
}
