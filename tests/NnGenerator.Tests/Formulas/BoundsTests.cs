using NnGenerator.Formulas;
using static NnGenerator.Formulas.Scalar;

namespace NnGenerator.Tests.Formulas;

/// <summary>Intervals contain every value, and say what must be proven.</summary>
public class BoundsTests
{
    [Fact]
    public void Values_of_random_formulas_are_in_their_interval()
    {
        Random random = new(1);
        for (int i = 0; i < 4000; i++)
        {
            Scalar formula = new RandomFormula(random).Next(4);
            double a = Draw(random), b = Draw(random);
            Interval box = i % 4 == 0 ? Interval.All : new Interval(Math.Min(a, b), Math.Max(a, b)), range = formula.Range(_ => box);
            foreach (double x in Inside(box, random))
            {
                double value = formula.Evaluate((X, x));
                Assert.True(double.IsNaN(value) ? range.MayBeNaN : range.Lower <= value && value <= range.Upper,
                    $"{formula.ToMath(static _ => "x")} is {value:R} at {x:R}, outside of {range}, where x is in {box}");
            }
        }
    }

    [Fact]
    public void Results_are_rounded_outwards()
    {
        foreach (Scalar inexact in (Scalar[])[(Scalar)0.1 + 0.2, (Scalar)1e-3 - 3, (Scalar)0.1 * 0.2, (Scalar)1 / 3, Exp(1), Tanh(0.3), Softplus(-3)])
        {
            (Interval range, double value) = (inexact.Range(), inexact.Evaluate());
            Assert.True(range.Lower < value && value < range.Upper);
            Assert.True(range.Upper - range.Lower < 1e-13);
        }
        Assert.Equal(new Interval(3, 3), ((Scalar)1 + 2).Range());
        Assert.Equal(new Interval(0, 1), (1 - Sigmoid(X)).Range());
        Assert.Equal(new Interval(0, double.PositiveInfinity), (X * X).Range());
    }

    [Fact]
    public void What_is_undefined_is_not_proven()
    {
        Assert.True((X - Y).Range().MayBeNaN);
        Assert.True((X * Y).Range().MayBeNaN);
        Assert.True((X / Y).Range().MayBeNaN);
        Assert.True(Log1p(X).Range().MayBeNaN);
        Assert.True(Tanh(X - Y).Range().MayBeNaN);
        Assert.False(Tanh(X - Y).Range().IsFinite);
        Assert.False(((Scalar)double.NaN).Range().IsNeverNegative);
        Assert.False((1 / (1 + Exp(X))).Range().MayBeNaN);
    }

    [Fact]
    public void Every_operator_is_drawn()
    {
        Random random = new(1);
        HashSet<Type> drawn = [.. Enumerable.Range(0, 4000).SelectMany(_ => new RandomFormula(random).Next(4).Order.Nodes).OfType<Application>().Select(static node => node.Operator.GetType())];
        Assert.Equal(Operators().Select(static type => type.Name).Order(StringComparer.Ordinal), drawn.Select(static type => type.Name).Order(StringComparer.Ordinal));
    }

    internal static IEnumerable<Type> Operators() => typeof(Operator).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(Operator)) && !type.IsAbstract);

    private static double Draw(Random random) => random.Next(8) switch
    {
        0 => 0,
        1 => random.Next(-3, 4),
        2 => Math.Pow(10, random.Next(-300, 300)) * (random.Next(2) == 0 ? 1 : -1),
        _ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-2, 3)),
    };

    private static IEnumerable<double> Inside(Interval box, Random random)
    {
        double[] fixedPoints = [box.Lower, box.Upper, 0, 1, -1, 0.5, 1e-300, -1e-300, 700, -700, 1e200, -1e200];
        double width = double.IsInfinity(box.Upper) ? 100 : box.Upper - box.Lower, low = double.IsInfinity(box.Lower) ? -50 : box.Lower;
        return fixedPoints.Concat(Enumerable.Range(0, 30).Select(_ => low + (random.NextDouble() * width))).Where(x => x >= box.Lower && x <= box.Upper);
    }
}
