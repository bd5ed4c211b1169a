using NnGenerator.Formulas;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Tests.Formulas;

/// <summary>The derivative operator: its rules, what it does at kinks and at either end, and its form.</summary>
public class DerivativeTests
{
    private static readonly Dictionary<string, Scalar> s_rules = new()
    {
        ["add"] = X + Exp(X),
        ["subtract"] = Sigmoid(X) - (3 * X),
        ["multiply"] = X * Tanh(X),
        ["square"] = Tanh(X) * Tanh(X),
        ["divide"] = (1 + X) / (2 + (X * X)),
        ["divide by itself"] = X / (1 + Abs(X)),
        ["negate"] = -Softplus(-X),
        ["abs"] = Abs(X - 0.3),
        ["maximum"] = Max(X * X, 2 - X),
        ["minimum"] = Min(0.2, Max(-0.7, Tanh(X))),
        ["select"] = WherePositive(X - 1, X * X, Erf(X)),
        ["exp"] = Exp(-0.5 * X),
        ["expm1"] = Expm1(Min(0, X)),
        ["log1p"] = Log1p(X * X),
        ["tanh"] = Tanh(2 * X),
        ["erf"] = Erf(0.7 * X),
        ["sigmoid"] = Sigmoid((2 * X) + 1),
        ["softplus"] = Softplus(3 - X),
        ["softplus, written out"] = Max(0, X) + Log1p(Exp(-Abs(X))),
        ["everything"] = Sigmoid(Tanh(X) * Softplus(X)) / (1 + Exp(Erf(X) * WherePositive(X, X, 0.5 * X))),
    };

    // Infinite inside and finite as a whole: 0·∞ in the chain rule as it is written.
    private static readonly Dictionary<string, Scalar> s_saturating = new()
    {
        ["tanh(exp(x))"] = Tanh(Exp(X)),
        ["1 / (1 + exp(x))"] = 1 / (1 + Exp(X)),
        ["1 / (1 + exp(x))²"] = 1 / ((1 + Exp(X)) * (1 + Exp(X))),
        ["exp(−exp(x))"] = Exp(-Exp(X)),
        ["exp(−exp(exp(x)))"] = Exp(-Exp(Exp(X))),
        ["σ(x³)"] = Sigmoid(X * X * X),
        ["softplus(−x²)"] = Softplus(-(X * X)),
        ["expm1(−x²)"] = Expm1(-(X * X)),
        ["erf(x·x)"] = Erf(X * X),
        ["tanh(x³ − x²)"] = Tanh((X * X * X) - (X * X)),
        ["tanh(log(1 + exp(x)))"] = Tanh(Log1p(Exp(X))),
        ["x·tanh(softplus(x))"] = X * Tanh(Softplus(X)),
        ["x·exp(−x²)"] = X * Exp(-(X * X)),
        ["x / (1 + |x|)"] = X / (1 + Abs(X)),
        ["x / (1 + x²)"] = X / (1 + (X * X)),
        ["x·σ(x)"] = X * Sigmoid(X),
        ["min(20, exp(x))"] = Min(20, Exp(X)),
        ["[x > 3 ? 1 : exp(x)]"] = WherePositive(X - 3, 1, Exp(X)),
        ["[x > 0.3 ? σ(x) : 1/(x − 0.3)]"] = WherePositive(X - 0.3, Sigmoid(X), 1 / (X - 0.3)),
    };

    public static TheoryData<string> Rules => [.. s_rules.Keys];

    public static TheoryData<string> Saturating => [.. s_saturating.Keys];

    [Fact]
    public void Every_operator_has_a_rule_among_these()
    {
        HashSet<Type> covered = [.. s_rules.Values.SelectMany(static formula => formula.Order.Nodes).OfType<Application>().Select(static node => node.Operator.GetType())];
        Assert.DoesNotContain(BoundsTests.Operators(), type => !covered.Contains(type));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Values_and_derivatives_are_those_of_exact_arithmetic(string name)
    {
        Scalar formula = s_rules[name], derivative = formula.DerivativeWithRespectTo(X);
        foreach (double x in FormulaPoints.Few)
        {
            Close(ExactArithmetic.Value(formula, X, x), formula.Evaluate((X, x)), x);
            Close(ExactArithmetic.Derivative(formula, X, x), derivative.Evaluate((X, x)), x);
        }
    }

    [Theory]
    [MemberData(nameof(Saturating))]
    public void Derivatives_are_finite_where_values_are(string name)
    {
        Scalar formula = s_saturating[name], derivative = formula.DerivativeWithRespectTo(X);
        foreach (double x in FormulaPoints.Extreme.Where(x => double.IsFinite(formula.Evaluate((X, x)))))
        {
            Assert.True(double.IsFinite(derivative.Evaluate((X, x))), $"{derivative.ToMath(static _ => "x")} at {x:R} is {derivative.Evaluate((X, x))}");
        }
        foreach (double x in FormulaPoints.Few.Where(static x => Math.Abs(x) < 1.5))
        {
            Close(ExactArithmetic.Derivative(formula, X, x), derivative.Evaluate((X, x)), x);
        }
    }

    [Fact]
    public void Random_formulas_have_no_undefined_derivative_where_they_have_a_value()
    {
        Random random = new(2);
        double[] points = [0, 1, -1, 0.7, -2.3, 20, -20, 800, -800, 1e20, -1e20, 1e150, -1e150, 1e200, -1e200, 1e300, -1e300, double.PositiveInfinity, double.NegativeInfinity];
        for (int i = 0; i < 20_000; i++)
        {
            Scalar formula = new RandomFormula(random).Next(4), derivative = formula.DerivativeWithRespectTo(X);
            foreach (double x in points.Where(x => double.IsFinite(formula.Evaluate((X, x)))))
            {
                Assert.False(double.IsNaN(derivative.Evaluate((X, x))), $"{formula.ToMath(static _ => "x")} at {x:R}: {derivative.ToMath(static _ => "x")}");
            }
        }
    }

    [Theory]
    [InlineData(-1e30)]
    [InlineData(-745.2)]
    [InlineData(-40)]
    [InlineData(-1e-20)]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(710)]
    [InlineData(1e30)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.PositiveInfinity)]
    public void Sigmoid_and_softplus_keep_their_digits_at_both_ends(double x)
    {
        double tail = x < -30 ? Math.Exp(x) : double.NaN, sigmoid = Sigmoid(X).Evaluate((X, x)), softplus = Softplus(X).Evaluate((X, x));
        if (Math.Abs(x) < 60)
        {
            Relative(ExactArithmetic.Value(Sigmoid(X), X, x), sigmoid);
            Relative(ExactArithmetic.Value(Softplus(X), X, x), softplus);
            Relative(ExactArithmetic.Derivative(Sigmoid(X), X, x), Sigmoid(X).DerivativeWithRespectTo(X).Evaluate((X, x)));
        }
        else
        {
            Assert.Equal(x > 0 ? 1 : tail, sigmoid);
            Assert.Equal(x > 0 ? x : tail, softplus);
            Assert.Equal(Math.Exp(-Math.Abs(x)), Sigmoid(X).DerivativeWithRespectTo(X).Evaluate((X, x)));
        }
        Assert.Equal(sigmoid, Softplus(X).DerivativeWithRespectTo(X).Evaluate((X, x)));
    }

    [Fact]
    public void Derivatives_are_simplified()
    {
        Same(0, (Scalar)3);
        Same(0, Tanh(Y));
        Same(1, X);
        Same(3, (3 * X) + 7);
        Same(2 * X, X * X);
        Same(-Exp(-X), Exp(-X));
        Same(0.25, (0.5 * (0.5 * X)) - Y);
        Same(Sigmoid(X), Softplus(X));
        Same(Sigmoid(X) * Sigmoid(-X), Sigmoid(X));
        Same(WherePositive(X, 1, 0.1), WherePositive(X, X, 0.1 * X));
        Same(2, WherePositive(X, 2 * X, (X + X) - 1));
        Same(1 / (1 + Exp(Y)), X / (1 + Exp(Y)));

        Scalar tanh = Tanh(3 * X), shared = (tanh * tanh * X).DerivativeWithRespectTo(X);
        Assert.Contains(tanh, shared.Order.Nodes);
        Assert.Equal(shared.Order.Nodes.Count, shared.Order.Nodes.Distinct().Count());

        static void Same(Scalar expected, Scalar formula) => Assert.True(expected == formula.DerivativeWithRespectTo(X),
            $"{formula.DerivativeWithRespectTo(X).ToMath(static variable => variable.Name)} instead of {expected.ToMath(static variable => variable.Name)}");
    }

    [Fact]
    public void Kinks_have_the_derivatives_of_the_convention()
    {
        At(0, 0, Abs(X));
        At(0, -1, Abs(2 - X));
        At(0, 0.5, Max(0, X));
        At(0, 0.5, Min(0, X));
        At(1, 1.5, Max(X * X, X));
        At(6, 0.5, Min(6, Max(0, X)));
        At(7, 0, Min(6, Max(0, X)));
        At(3, 1, Max(X, X));
        At(0, 0.25, WherePositive(X, X, 0.25 * X));

        // Pieces with kinks at 0 that are smooth as a whole, and so are written with one side.
        At(0, 0.5, Max(0, X) + Log1p(Exp(-Abs(X))));
        At(0, 0.25, (Abs(X) * WherePositive(X, 0.75, 0.25)) + Log1p(Exp(-Abs(X))));
        At(0, 2, WherePositive(X, 2 * X, 2 * Expm1(Min(0, X))));

        static void At(double x, double expected, Scalar formula) => Assert.Equal(expected, formula.DerivativeWithRespectTo(X).Evaluate((X, x)));
    }

    private static void Close(double right, double actual, double x) =>
        Assert.True(Math.Abs(actual - right) <= 1e-12 * Math.Max(1, Math.Abs(right)), $"{actual:R} instead of {right:R} at {x:R}");

    private static void Relative(double right, double actual) => Assert.InRange(actual, right * (1 - 1e-14), right * (1 + 1e-14));
}
