using System.Globalization;
using System.Xml.Linq;
using ScottPlot;

namespace NnRuntime.Report;

/// <summary>Curves over the epochs as an SVG. ScottPlot draws what is geometry. Texts are put in afterwards, and colors become classes of the style
/// sheet: a page is then the same whatever fonts the machine has, follows light and dark, and can be read aloud and searched.</summary>
internal sealed class Chart
{
    // Small enough for the text of 12 to be read where the chart is as wide as a phone.
    private const int Width = 380, Height = 230, Left = 52, Right = 12, Top = 12, Bottom = 34;

    /// <summary>Colors of the style sheet; further curves have them again, dashed.</summary>
    public const int Colors = 6;

    // Ratio of the greatest to the least from which decades are of interest.
    private const double LogarithmicFrom = 30;

    // Marks of more points would hide the line.
    private const int MostMarks = 100;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly string _title;
    private readonly Curve[] _curves;
    private readonly Func<double, string> _format;
    private readonly bool _isLogarithmic;

    public Chart(string title, IEnumerable<Curve> curves, Func<double, string> format, bool mayBeLogarithmic)
    {
        (_title, _format) = (title, format);
        _curves = [.. curves
            .Select(static curve => curve with { Points = [.. curve.Points.Where(static point => double.IsFinite(point.X) && double.IsFinite(point.Y))] })
            .Where(static curve => curve.Points.Count > 0)];
        double[] values = [.. _curves.SelectMany(static curve => curve.Points).Select(static point => point.Y)];
        _isLogarithmic = mayBeLogarithmic && values.Length > 0 && values.Min() > 0 && values.Max() / values.Min() >= LogarithmicFrom;
    }

    /// <summary>Whether nothing can be drawn.</summary>
    public bool IsEmpty => _curves.Length == 0;

    /// <summary>The chart under its title, with a legend.</summary>
    public XElement Figure() => new("figure",
        new XElement("figcaption", _title, _isLogarithmic ? new XElement("small", " logarithmic") : null),
        new XElement("ul", new XAttribute("class", "legend"), _curves.Select((curve, i) => new XElement("li",
            new XElement(Svg + "svg", new XAttribute("viewBox", "0 0 24 8"), new XAttribute("aria-hidden", "true"), new XElement(Svg + "path", new XAttribute("d", "M0 4H24"), Class(i))),
            curve.Name))),
        Drawing());

    private XElement Drawing()
    {
        using Plot plot = new();
        plot.FigureBackground.Color = plot.DataBackground.Color = ScottPlot.Colors.Transparent;
        plot.Layout.Fixed(new PixelPadding(Left, Right, Bottom, Top));
        foreach ((int i, Curve curve) in _curves.Index())
        {
            ScottPlot.Plottables.Scatter line = plot.Add.Scatter(curve.Points.Select(static p => p.X).ToArray(), curve.Points.Select(p => _isLogarithmic ? Math.Log10(p.Y) : p.Y).ToArray());
            (line.Color, line.LineWidth, line.MarkerSize) = (Mark(i), curve.IsFaint ? 1 : 2, curve.IsFaint || curve.Points.Count > MostMarks ? 0 : 5);
        }
        Axes(plot);
        XElement svg = XElement.Parse(plot.GetSvgXml(Width, Height));
        svg.SetAttributeValue("width", null);
        svg.SetAttributeValue("height", null);
        svg.Attributes().Where(static attribute => attribute.IsNamespaceDeclaration && attribute.Name.LocalName != "xmlns").Remove();
        svg.Add(new XAttribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {Height}")), new XAttribute("role", "img"), new XAttribute("aria-label", Description()));
        Restyle(svg);
        svg.Add(Labels(plot));
        return svg;
    }

    private void Axes(Plot plot)
    {
        plot.Axes.Margins(0.02, 0.06);
        plot.Axes.AutoScale();
        AxisLimits limits = plot.Axes.GetLimits();
        plot.Axes.SetLimitsX(Math.Min(limits.Left, _curves.Min(static curve => curve.Points[0].X)), limits.Right);
        plot.Axes.Bottom.TickGenerator = Ticks.Of(Ticks.Whole(plot.Axes.GetLimits().Left, plot.Axes.GetLimits().Right, 8), static value => value.ToString("N0", CultureInfo.InvariantCulture));
        plot.Axes.Left.TickGenerator = _isLogarithmic
            ? Ticks.Of(Ticks.Decades(limits.Bottom, limits.Top), value => _format(Math.Pow(10, value)))
            : Ticks.Of(Ticks.Round(limits.Bottom, limits.Top, 8), _format);
        plot.Grid.MajorLineColor = Grid;
        plot.Axes.Color(Axis);
        foreach (IAxis axis in (IAxis[])[plot.Axes.Bottom, plot.Axes.Left])
        {
            axis.TickLabelStyle.IsVisible = false;
            axis.MinorTickStyle.Length = 0;
            axis.MajorTickStyle.Length = 0;
        }
        plot.Axes.Left.FrameLineStyle.IsVisible = false;
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        plot.HideLegend();
    }

    // ScottPlot knows colors alone; each of these stands for a class.
    private static Color Mark(int curve) => new(1, 2, (byte)(16 + curve));

    private static Color Grid => new(1, 2, 5);

    private static Color Axis => new(1, 2, 6);

    private void Restyle(XElement svg)
    {
        // Nothing reaches out of the axes, and the names of clips would be those of other charts of the page.
        svg.Descendants(Svg + "clipPath").Remove();
        svg.Descendants().Attributes("clip-path").Remove();
        foreach (XElement element in svg.Descendants())
        {
            foreach (string property in (string[])["stroke", "fill"])
            {
                if (element.Attribute(property) is not { Value: ['#', ..] } color)
                {
                    continue;
                }
                Color value = Color.FromHex(color.Value);
                color.Remove();
                element.Add(value == Grid ? new XAttribute("class", "grid") : value == Axis ? new XAttribute("class", "axis") : Class(value.B - 16));
            }
        }
        foreach ((int i, Curve curve) in _curves.Index())
        {
            // A mark for each point, in their order.
            IEnumerable<XElement> marks = svg.Descendants(Svg + "ellipse").Where(mark => mark.Attribute("class")?.Value == Class(i).Value);
            foreach ((XElement mark, (double x, double y)) in marks.Zip(curve.Points).ToArray())
            {
                mark.Add(new XElement(Svg + "title", string.Create(CultureInfo.InvariantCulture, $"{curve.Name}, epoch {x:0.##}: {_format(y)}")));
            }
        }
    }

    private XAttribute Class(int curve)
    {
        int color = _curves.Take(curve).Count(static before => !before.IsFaint);
        return new("class", $"c{color % Colors}{(color >= Colors ? " dashed" : "")}{(_curves[curve].IsFaint ? " faint" : "")}");
    }

    private static IEnumerable<XElement> Labels(Plot plot)
    {
        PixelRect area = plot.RenderManager.LastRender.DataRect;
        foreach (Tick tick in plot.Axes.Left.TickGenerator.Ticks)
        {
            yield return Text(area.Left - 6, plot.Axes.Left.GetPixel(tick.Position, area) + 4, "end", tick.Label);
        }
        foreach (Tick tick in plot.Axes.Bottom.TickGenerator.Ticks)
        {
            yield return Text(plot.Axes.Bottom.GetPixel(tick.Position, area), area.Bottom + 15, "middle", tick.Label);
        }
        yield return Text(area.Right, Height - 4, "end", "epoch");
    }

    private static XElement Text(float x, float y, string anchor, string text) => new(Svg + "text",
        new XAttribute("x", x.ToString("0.#", CultureInfo.InvariantCulture)), new XAttribute("y", y.ToString("0.#", CultureInfo.InvariantCulture)), new XAttribute("text-anchor", anchor), text);

    // What somebody who does not see the chart would want to know of it.
    private string Description() => $"{_title} by epoch. " + string.Join(" ", _curves.Where(static curve => !curve.IsFaint).Select(curve => string.Create(CultureInfo.InvariantCulture,
        $"{curve.Name}: {_format(curve.Points[0].Y)} at first, {_format(curve.Points[^1].Y)} at last, between {_format(curve.Points.Min(static p => p.Y))} and {_format(curve.Points.Max(static p => p.Y))}.")));
}
