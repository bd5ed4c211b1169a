namespace NnGenerator.Formulas;

/// <summary>Formulas in double precision.</summary>
internal static class ScalarEvaluator
{
    public static double Evaluate(this Scalar formula, double x = 0, double y = 0, double t = 0)
    {
        double Value(Scalar part) => part.Evaluate(x, y, t);

        return formula switch
        {
            Scalar.Constant constant => constant.Value,
            Scalar.Variable { Name: "x" } => x,
            Scalar.Variable { Name: "y" } => y,
            Scalar.Variable => t,
            Scalar.Negation negation => -Value(negation.Operand),
            Scalar.Binary { Operator: '+' } sum => Value(sum.Left) + Value(sum.Right),
            Scalar.Binary { Operator: '-' } difference => Value(difference.Left) - Value(difference.Right),
            Scalar.Binary { Operator: '*' } product => Value(product.Left) * Value(product.Right),
            Scalar.Binary quotient => Value(quotient.Left) / Value(quotient.Right),
            Scalar.Extremum { Greater: true } max => Math.Max(Value(max.Left), Value(max.Right)),
            Scalar.Extremum min => Math.Min(Value(min.Left), Value(min.Right)),
            Scalar.Selection selection => Value(selection.Condition) > 0 ? Value(selection.Positive) : Value(selection.Otherwise),
            Scalar.Call call => Apply(call.Kind, Value(call.Argument)),
            _ => throw new InvalidOperationException($"No value for {formula}."),
        };
    }

    private static double Apply(Scalar.Function function, double x) => function switch
    {
        Scalar.Function.Exp => Math.Exp(x),
        Scalar.Function.Expm1 => Expm1(x),
        Scalar.Function.Log1p => Log1p(x),
        Scalar.Function.Tanh => Math.Tanh(x),
        Scalar.Function.Erf => Erf(x),
        _ => Math.Abs(x),
    };

    // Both are exact where the naive form loses digits: the rounding error of 1 + x appears on both sides and cancels
    // (W. Kahan; Goldberg 1991, theorem 4).
    private static double Log1p(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }

    private static double Expm1(double x)
    {
        double u = Math.Exp(x);
        return u == 1 ? x : u - 1 == -1 ? -1 : double.IsInfinity(u) ? u : (u - 1) * x / Math.Log(u);
    }

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
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
