using NnGenerator.Activations;
using NnGenerator.Formulas;
using NnGenerator.Tests.Formulas;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Tests.Activations;

/// <summary>The derivative that an activation writes down is the one that follows from its value.</summary>
public class ActivationDerivativeTests
{
    public static TheoryData<string> Names => ActivationCases.Names;

    [Fact]
    public void Every_activation_is_compared() => Assert.Empty(
        typeof(Activation).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(Activation))).Except(ActivationCases.All.Select(static activation => activation.GetType())));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_written_derivative_is_the_derived_one(string name)
    {
        Activation activation = ActivationCases.Find(name);
        (Scalar value, Scalar written) = (activation.Value(X), activation.Derivative(X, Y));
        Scalar derived = value.DerivativeWithRespectTo(X);
        foreach (double x in FormulaPoints.All.Where(x => x != 0 || activation is not ReluActivation))
        {
            Compare(derived.Evaluate((X, x)), written.Evaluate((X, x), (Y, value.Evaluate((X, x)))), x);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Both_are_that_of_exact_arithmetic(string name)
    {
        Activation activation = ActivationCases.Find(name);
        (Scalar value, Scalar written) = (activation.Value(X), activation.Derivative(X, Y));
        Scalar derived = value.DerivativeWithRespectTo(X);
        foreach (double x in FormulaPoints.Few.Where(static x => x != 0))
        {
            double right = ExactArithmetic.Derivative(value, X, x);
            Compare(right, derived.Evaluate((X, x)), x);
            Compare(right, written.Evaluate((X, x), (Y, value.Evaluate((X, x)))), x);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Both_are_finite_where_the_value_is(string name)
    {
        Activation activation = ActivationCases.Find(name);
        (Scalar value, Scalar written) = (activation.Value(X), activation.Derivative(X, Y));
        Scalar derived = value.DerivativeWithRespectTo(X);
        foreach (double x in FormulaPoints.Extreme)
        {
            double y = value.Evaluate((X, x));
            if (double.IsFinite(y))
            {
                Assert.True(double.IsFinite(derived.Evaluate((X, x))), $"derived at {x:R}");
                Assert.True(double.IsFinite(written.Evaluate((X, x), (Y, y))), $"written at {x:R}");
            }
        }
    }

    // At 0 the derivative of a rectifier that is written is 0, as in PyTorch, and the derived one the mean of both sides. The straight pieces of the others meet at points where
    // the written one belongs to the outer piece, and the derived one is the mean of the slopes of the clipped factor.
    [Fact]
    public void Kinks_have_the_derivatives_of_the_convention()
    {
        At(new ReluActivation(), 0, written: 0, derived: 0.5);
        At(new HardSigmoidActivation(), -3, written: 0, derived: 0.5 / 6);
        At(new HardSigmoidActivation(), 3, written: 0, derived: 0.5 / 6);
        At(new HardSwishActivation(), -3, written: 0, derived: -0.25);
        At(new HardSwishActivation(), 3, written: 1, derived: 1.25);
        foreach (double factor in new[] { 0.01, 0, -0.3, 10 })
        {
            At(new LeakyReluActivation(factor), 0, factor, factor);
            At(new EluActivation(factor), 0, factor, factor);
        }
        At(new SeluActivation(), 0, 1.0507009873554804934193349852946 * 1.6732632423543772848170429916717, 1.0507009873554804934193349852946 * 1.6732632423543772848170429916717);

        static void At(Activation activation, double x, double written, double derived)
        {
            Scalar value = activation.Value(X);
            Compare(written, activation.Derivative(X, Y).Evaluate((X, x), (Y, value.Evaluate((X, x)))), x);
            Compare(derived, value.DerivativeWithRespectTo(X).Evaluate((X, x)), x);
        }
    }

    private static void Compare(double right, double actual, double x) =>
        Assert.True(Math.Abs(actual - right) <= 1e-12 * Math.Max(1, Math.Abs(right)), $"{actual:R} instead of {right:R} at {x:R}");
}
