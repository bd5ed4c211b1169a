namespace NnGenerator.Formulas;

/// <summary>log(1 + x) without cancellation near 0.</summary>
internal sealed class Log1pFunction() : NamedFunction("Log1p")
{
    public override double Evaluate(double x) => Log1p(x);

    protected override Interval Bound(Interval x) => x.Lower < -1 ? Interval.Anything : x.Increasing(Log1p, double.NegativeInfinity, double.PositiveInfinity);

    protected override Scalar LocalDerivative(Scalar x, Scalar y) => Simplified.Quotient(1, Simplified.Sum(1, x));

    protected override string Mathematics(string argument) => $"log(1 + {argument})";

    /// <summary>Exact where the naive form loses digits: the rounding error of 1 + x appears on both sides and cancels (W. Kahan; Goldberg 1991, theorem 4).</summary>
    internal static double Log1p(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : double.IsInfinity(u) ? u : Math.Log(u) * (x / (u - 1));
    }
}
