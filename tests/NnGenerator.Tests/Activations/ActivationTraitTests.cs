using NnGenerator.Activations;
using NnGenerator.Formulas;
using NnGenerator.Tests.Formulas;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Tests.Activations;

/// <summary>What follows from the formula of an activation: advice, initial parameters and the order of pooling depend on it.</summary>
public class ActivationTraitTests
{
    private static readonly double[] s_points = [.. FormulaPoints.All.Order()];

    // True of these, and not proven: the branch for positive inputs is bounded by what any input gives.
    private static readonly Activation[] s_neverNegativeWithoutProof =
        [new LeakyReluActivation(0), new LeakyReluActivation(-0.3), new LeakyReluActivation(-1e30), new EluActivation(0), new EluActivation(-2), new EluActivation(-1e38)];

    public static TheoryData<string> Names => ActivationCases.Names;

    [Fact]
    public void Traits_are_those_of_the_functions()
    {
        Have(static activation => activation.IsRectifier, "Elu", "Gelu", "GeluTanh", "HardSwish", "LeakyRelu", "Mish", "Relu", "Silu", "Softplus");
        Have(static activation => activation.IsMonotone && activation is not (LeakyReluActivation { NegativeSlope: < 0 } or EluActivation { Alpha: < 0 }),
            "Elu", "HardSigmoid", "LeakyRelu", "Relu", "Selu", "Sigmoid", "Softplus", "Softsign", "Tanh");
        Have(static activation => activation.IsBounded, "HardSigmoid", "Sigmoid", "Softsign", "Tanh");
        Have(static activation => activation.IsNeverNegative, "HardSigmoid", "Relu", "Sigmoid", "Softplus");
        Assert.Equal(ActivationCases.All.Where(static activation => activation is LeakyReluActivation { NegativeSlope: < 0 } or EluActivation { Alpha: < 0 }),
            ActivationCases.All.Where(static activation => activation is LeakyReluActivation or EluActivation && !activation.IsMonotone));

        static void Have(Func<Activation, bool> trait, params string[] titles) =>
            Assert.Equal(titles, ActivationCases.All.Where(trait).Select(static activation => activation.Title).Distinct().Order(StringComparer.Ordinal));
    }

    // A difference within rounding is not a fall.
    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_monotone_exactly_if_no_value_is_below_one_before_it(string name)
    {
        Activation activation = ActivationCases.Find(name);
        Scalar value = activation.Value(X), derived = value.DerivativeWithRespectTo(X);
        double[] values = [.. s_points.Select(x => value.Evaluate((X, x)))];
        bool falls = values.Zip(values.Skip(1)).Any(static pair => pair.Second < pair.First - (1e-15 * Math.Abs(pair.First)));

        Assert.Equal(!falls, activation.IsMonotone);
        Assert.Equal(falls, s_points.Any(x => derived.Evaluate((X, x)) < -1e-15));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_bounded_exactly_if_values_stay_small(string name)
    {
        Activation activation = ActivationCases.Find(name);
        Assert.Equal(s_points.All(x => Math.Abs(activation.Value(X).Evaluate((X, x))) < 10), activation.IsBounded);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_never_negative_if_that_is_proven(string name)
    {
        Activation activation = ActivationCases.Find(name);
        bool isNeverNegative = s_points.All(x => activation.Value(X).Evaluate((X, x)) >= 0);
        Assert.Equal(isNeverNegative && !s_neverNegativeWithoutProof.Contains(activation), activation.IsNeverNegative);
    }

    // Large inputs pass, and those of the other sign are scaled or cut off.
    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_a_rectifier_exactly_if_large_inputs_pass(string name)
    {
        Activation activation = ActivationCases.Find(name);
        Assert.Equal(activation.Value(X).Evaluate((X, 1e6)) == 1e6, activation.IsRectifier);
    }

    [Fact]
    public void Intervals_prove_less_than_is_true()
    {
        Assert.True(new TanhSquared().IsNeverNegative);
        Assert.True(new TanhSquared().IsBounded);
        Assert.False(new TanhSquared().IsMonotone);
        Assert.False(new Difference().IsBounded);
    }

    private sealed record TanhSquared() : Activation("TanhSquared")
    {
        public override Scalar Value(Scalar x) => Tanh(x) * Tanh(x);

        public override Scalar Derivative(Scalar x, Scalar y) => Value(x).DerivativeWithRespectTo(X);
    }

    // Always 0, which is not seen: both parts could be anything.
    private sealed record Difference() : Activation("Difference")
    {
        public override Scalar Value(Scalar x) => Max(x, 0) - Max(0, x);

        public override Scalar Derivative(Scalar x, Scalar y) => 0;
    }
}
