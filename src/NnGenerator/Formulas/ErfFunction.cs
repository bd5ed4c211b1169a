namespace NnGenerator.Formulas;

/// <summary>The error function, 2/√π·∫exp(−t²) from 0 to x.</summary>
internal sealed class ErfFunction() : NamedFunction("Erf")
{
    public override int Variables => 2;

    public override double Evaluate(double x) => Erf(x);

    protected override Interval Bound(Interval x) => x.Increasing(Erf, -1, 1);

    protected override Scalar LocalDerivative(Scalar x, Scalar y) => Simplified.Product(2 / Math.Sqrt(Math.PI), Scalar.Exp(Simplified.Negative(Simplified.Product(x, x))));

    // erf x = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)), whose terms are all positive (Abramowitz & Stegun 7.1.6).
    private static double Erf(double x)
    {
        if (Math.Abs(x) > 6)
        {
            return Math.Sign(x);
        }
        double term = x, sum = x;
        for (int n = 1; n < 200 && Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }
        return Math.Max(-1, Math.Min(1, 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum));
    }
}
