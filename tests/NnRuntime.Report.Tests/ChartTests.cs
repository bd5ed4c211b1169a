using System.Globalization;
using System.Xml.Linq;

namespace NnGen.Report.Tests;

/// <summary>Charts of values that leave little to scale: equal ones, a single one, none, and those close to each other or far from 1.</summary>
public class ChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static Chart Of(bool mayBeLogarithmic, params double[] values) =>
        new("Learning rate", [new Curve("by step", [.. values.Select(static (value, i) => (i + 1.0, value))])], Numbers.General, mayBeLogarithmic);

    // The labels of the values from the bottom, and the height of each.
    private static (string Label, double Y)[] Labels(XElement figure) =>
        [.. figure.Descendants(Svg + "text").Where(static text => text.Attribute("text-anchor")!.Value == "end" && text.Value != "epoch")
            .Select(static text => (text.Value, double.Parse(text.Attribute("y")!.Value, CultureInfo.InvariantCulture) - 4))];

    private static double[] Marks(XElement figure) =>
        [.. figure.Descendants(Svg + "ellipse").Select(static mark => double.Parse(mark.Attribute("cy")!.Value, CultureInfo.InvariantCulture))];

    [Theory]
    [InlineData("0.001", (double)0.001f, (double)0.001f, (double)0.001f)]
    [InlineData("0.001", 0.001)]
    [InlineData("0.00137", 0.00137, 0.00137)]
    [InlineData("-0.25", -0.25, -0.25)]
    [InlineData("1", 1.0, 1.0)]
    [InlineData("1e-30", 1e-30, 1e-30)]
    [InlineData("3.4e38", 3.4e38, 3.4e38)]
    [InlineData("1e-42", 1e-42, 1e-42)]
    [InlineData("0.001", 0.001, 0.001 + 1e-9, 0.001)]
    [InlineData("0.001", 0.001, double.NaN, 0.001)]
    [InlineData("0", 0.0, 0.0)]
    public void Equal_values_are_drawn_at_their_label(string label, params double[] values)
    {
        foreach (bool mayBeLogarithmic in new[] { false, true })
        {
            XElement figure = Of(mayBeLogarithmic, values).Figure();
            (string Label, double Y)[] labels = Labels(figure);
            (_, double y) = Assert.Single(labels, tick => tick.Label == label);
            Assert.All(Marks(figure), mark => Assert.Equal(y, mark, 1.0));
            Assert.InRange(y, 60, 150);
            Assert.Equal(label == "0" ? 1 : 2, labels.Length);
            Assert.Contains(labels, static tick => tick.Label == "0");
        }
    }

    // Every mark is where the labels say, whatever the size of the values and of their differences.
    [Theory]
    [InlineData(0.001, 0.002, 0.0015)]
    [InlineData(0.001, 0.00101, 0.001005)]
    [InlineData(0.001, 0.0010001, 0.00100005)]
    [InlineData(0.69315, 0.69308, 0.6931)]
    [InlineData(1e-30, 3e-30, 2e-30)]
    [InlineData(-3.4e38, 3.4e38, 0.0)]
    [InlineData(1e-45, 3e-45)]
    [InlineData(1234567.0, 1234569.0)]
    [InlineData(-2.0, 1.0, 5.0)]
    [InlineData(5.0, double.NaN, 7.0, double.PositiveInfinity, 6.0)]
    public void Values_are_drawn_where_the_labels_say(params double[] values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        XElement figure = Of(mayBeLogarithmic: false, values).Figure();
        (string Label, double Y)[] labels = Labels(figure);
        Assert.InRange(labels.Length, 2, 10);
        Assert.Equal(labels.Length, labels.Select(static tick => tick.Label).Distinct().Count());
        (double Value, double Y) low = (Number(labels[0]), labels[0].Y), high = (Number(labels[^1]), labels[^1].Y);
        Assert.True(low.Value < high.Value && low.Y > high.Y);
        Assert.Equal(finite.Length, Marks(figure).Length);
        foreach ((double value, double y) in finite.Zip(Marks(figure)))
        {
            Assert.Equal(value, low.Value + ((low.Y - y) / (low.Y - high.Y) * (high.Value - low.Value)), (high.Value - low.Value) * 0.02);
            Assert.InRange(y, 10, 200);
        }

        static double Number((string Label, double Y) tick) => double.Parse(tick.Label, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    // A line over what is missing would say that it was there.
    [Fact]
    public void A_line_has_a_gap_where_a_value_is_not_finite()
    {
        static int Lines(params double[] values) => Of(mayBeLogarithmic: false, values).Figure().Descendants(Svg + "path").Count(static path => path.Attribute("class")?.Value == "c0") - 1;

        int whole = Lines(1, 2, 3, 4, 5);
        Assert.True(whole >= 1);
        Assert.Equal(2 * whole, Lines(1, 2, double.NaN, 4, 5));
        Assert.Equal(whole, Lines(double.NaN, 2, 3, 4, double.PositiveInfinity));
    }

    [Fact]
    public void Nothing_to_draw()
    {
        Assert.True(Of(mayBeLogarithmic: true).IsEmpty);
        Assert.True(Of(mayBeLogarithmic: true, double.NaN, double.PositiveInfinity).IsEmpty);
    }

    [Fact]
    public void A_single_epoch_has_one_label()
    {
        XElement figure = Of(mayBeLogarithmic: false, 0.001).Figure();
        Assert.Equal(["1"], figure.Descendants(Svg + "text").Where(static text => text.Attribute("text-anchor")!.Value == "middle").Select(static text => text.Value));
    }

    [Fact]
    public void Decades_are_shown_where_they_are_meant()
    {
        XElement figure = Of(mayBeLogarithmic: true, 1e-4, 1e-2, 1).Figure();
        Assert.Contains("logarithmic", figure.Value, StringComparison.Ordinal);
        double[] marks = Marks(figure);
        Assert.Equal(marks[0] - marks[1], marks[1] - marks[2], 1.0);
        Assert.DoesNotContain("logarithmic", Of(mayBeLogarithmic: true, 1, 2).Figure().Value, StringComparison.Ordinal);
    }
}
