namespace NnGenerator.Formulas;

/// <summary>tanh(x).</summary>
internal sealed class TanhFunction() : NamedFunction("Tanh")
{
    public override double Evaluate(double x) => Math.Tanh(x);

    protected override Interval Bound(Interval x) => x.Increasing(Math.Tanh, -1, 1);

    // 1 − tanh², which cancels at both ends, is 4·σ(2x)·σ(−2x), which does not.
    protected override Scalar LocalDerivative(Scalar x, Scalar y) =>
        Simplified.Product(4, Simplified.Product(Scalar.Sigmoid(Simplified.Product(2, x)), Scalar.Sigmoid(Simplified.Product(-2, x))));
}
