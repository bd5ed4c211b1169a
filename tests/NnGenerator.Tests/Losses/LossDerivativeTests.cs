using NnGenerator.Formulas;
using NnGenerator.Losses;
using NnGenerator.Tests.Formulas;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Tests.Losses;

/// <summary>The derivative that a loss writes down is the one that follows from its value.</summary>
public class LossDerivativeTests
{
    private static readonly PointwiseLoss[] s_losses =
        [new MeanSquaredErrorLoss(), new MeanAbsoluteErrorLoss(), new BinaryCrossEntropyLoss(), .. new[] { 1, 0.5, 1e-38, 1e38, 1e10 }.Select(static delta => new HuberLoss(delta))];

    public static TheoryData<string> Names => [.. s_losses.Select(static loss => loss.ToString())];

    [Fact]
    public void Every_loss_of_one_output_is_compared() => Assert.Empty(
        typeof(PointwiseLoss).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(PointwiseLoss))).Except(s_losses.Select(static loss => loss.GetType())));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_written_derivative_is_the_derived_one(string name)
    {
        PointwiseLoss loss = s_losses.Single(loss => loss.ToString() == name);
        (_, Scalar value, Scalar written) = loss.Formula;
        Scalar derived = value.DerivativeWithRespectTo(Y);
        foreach (double t in loss.TargetsAreProbabilities ? [0, 0.3, 1] : new[] { 0, 1, -0.3, 1e-20, -1e20 })
        {
            // Also where an output is its target, or at the edge of the middle piece of Huber.
            foreach (double y in (IEnumerable<double>)[.. FormulaPoints.All, t, t + 1, t - 0.5])
            {
                double right = derived.Evaluate((Y, y), (T, t)), actual = written.Evaluate((Y, y), (T, t));
                Assert.True(Math.Abs(actual - right) <= 1e-12 * Math.Max(1, Math.Abs(right)), $"{actual:R} instead of {right:R} at {y:R} with the target {t:R}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Both_are_that_of_exact_arithmetic(string name)
    {
        // With 0.3 as the target, which is the edge of no piece.
        LossFormula loss = s_losses.Single(loss => loss.ToString() == name).Formula;
        Scalar value = Bind(loss.Value), written = Bind(loss.Derivative);
        Scalar derived = value.DerivativeWithRespectTo(Y);
        foreach (double y in FormulaPoints.Few)
        {
            double right = ExactArithmetic.Derivative(value, Y, y);
            Assert.All([written.Evaluate((Y, y)), derived.Evaluate((Y, y))], actual =>
                Assert.True(Math.Abs(actual - right) <= 1e-12 * Math.Max(1, Math.Abs(right)), $"{actual:R} instead of {right:R} at {y:R}"));
        }

        static Scalar Bind(Scalar formula) => formula.Order.Fold(static leaf => leaf == T ? 0.3 : leaf, static (node, parts) => Application.Of(node.Operator, [.. parts]));
    }

    // Where both pieces of a formula meet, and where a target is met.
    [Theory]
    [InlineData(0.25)]
    [InlineData(0)]
    [InlineData(1)]
    public void Cross_entropy_has_its_derivative_at_0_too(double t) => Assert.Equal(0.5 - t, new BinaryCrossEntropyLoss().Formula.Value.DerivativeWithRespectTo(Y).Evaluate((Y, 0), (T, t)));
}
