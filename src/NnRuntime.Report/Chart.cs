using System.Globalization;
using System.Xml.Linq;
using ScottPlot;

namespace NnGen.Report;

/// <summary>Draws curves over the epochs as an SVG. ScottPlot draws the geometry; texts are added afterwards, and colors become classes of the style
/// sheet. The page is then the same regardless of the fonts of the machine, supports light and dark mode, and can be read aloud and searched.</summary>
internal sealed class Chart
{
    // Small enough that text of size 12 is readable if the chart is as wide as a phone.
    private const int Width = 380, Height = 230, MinLeft = 52, Right = 12, Top = 12, Bottom = 34;

    // The width of a digit, and the distance between a label and the axis.
    private const float DigitWidth = 7, Gap = 6;

    /// <summary>Number of colors in the style sheet; further curves reuse them, dashed.</summary>
    public const int Colors = 6;

    // Marks for more points would hide the line.
    private const int MostMarks = 100;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly string _title;
    private readonly Curve[] _curves;

    // The segments of each curve between values that are not finite, which no line may bridge.
    private readonly (double X, double Y)[][][] _parts;
    private readonly Func<double, string> _format;
    private readonly ValueAxis? _values;

    public Chart(string title, IEnumerable<Curve> curves, Func<double, string> format, bool mayBeLogarithmic)
    {
        (_title, _format) = (title, format);
        (Curve Curve, (double X, double Y)[][] Parts)[] drawn = [.. curves.Select(static curve => (curve, Parts(curve.Points))).Where(static curve => curve.Item2.Length > 0)];
        _parts = [.. drawn.Select(static curve => curve.Parts)];
        _curves = [.. drawn.Select(static curve => curve.Curve with { Points = [.. curve.Parts.SelectMany(static part => part)] })];
        _values = _curves.Length == 0 ? null : new ValueAxis([.. _curves.SelectMany(static curve => curve.Points).Select(static point => point.Y)], format, mayBeLogarithmic);
    }

    /// <summary>Gets whether there is nothing to draw.</summary>
    public bool IsEmpty => _curves.Length == 0;

    /// <summary>Returns the chart under its title, with a legend.</summary>
    public XElement Figure() => new("figure",
        new XElement("figcaption", _title, _values!.IsLogarithmic ? new XElement("small", " logarithmic") : null),
        new XElement("ul", new XAttribute("class", "legend"), _curves.Select((curve, i) => new XElement("li",
            new XElement(Svg + "svg", new XAttribute("viewBox", "0 0 24 8"), new XAttribute("aria-hidden", "true"), new XElement(Svg + "path", new XAttribute("d", "M0 4H24"), Class(i))),
            curve.Name))),
        Drawing());

    private XElement Drawing()
    {
        using Plot plot = new();
        plot.FigureBackground.Color = plot.DataBackground.Color = ScottPlot.Colors.Transparent;
        float left = Math.Max(MinLeft, (DigitWidth * _values!.Ticks.Max(static tick => tick.Label.Length)) + (2 * Gap));
        plot.Layout.Fixed(new PixelPadding(left, Right, Bottom, Top));
        foreach ((int i, Curve curve) in _curves.Index())
        {
            foreach ((double X, double Y)[] part in _parts[i])
            {
                ScottPlot.Plottables.Scatter line = plot.Add.Scatter(part.Select(static p => p.X).ToArray(), part.Select(p => _values.Position(p.Y)).ToArray());
                (line.Color, line.LineWidth, line.MarkerSize) = (Mark(i), curve.IsFaint ? 1 : 2, curve.IsFaint || curve.Points.Count > MostMarks ? 0 : 5);
            }
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
        (double first, double last) = (_curves.Min(static curve => curve.Points.Min(static point => point.X)), _curves.Max(static curve => curve.Points.Max(static point => point.X)));
        double margin = last > first ? 0.02 * (last - first) : 0.5;
        plot.Axes.SetLimits(first - margin, last + margin, 0, 1);
        plot.Axes.Bottom.TickGenerator = Ticks.Of(Ticks.Whole(first - margin, last + margin, 8).Select(static epoch => (epoch, epoch.ToString("N0", CultureInfo.InvariantCulture))));
        plot.Axes.Left.TickGenerator = Ticks.Of(_values!.Ticks);
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

    private static (double X, double Y)[][] Parts(IReadOnlyList<(double X, double Y)> points)
    {
        List<List<(double X, double Y)>> parts = [[]];
        foreach ((double X, double Y) point in points)
        {
            if (double.IsFinite(point.X) && double.IsFinite(point.Y))
            {
                parts[^1].Add(point);
            }
            else if (parts[^1].Count > 0)
            {
                parts.Add([]);
            }
        }
        return [.. parts.Where(static part => part.Count > 0).Select(static part => part.ToArray())];
    }

    // ScottPlot only supports colors; each of these represents a class.
    private static Color Mark(int curve) => new(1, 2, (byte)(16 + curve));

    private static Color Grid => new(1, 2, 5);

    private static Color Axis => new(1, 2, 6);

    private void Restyle(XElement svg)
    {
        // Nothing exceeds the axes, and the names of clip paths would collide with those of other charts on the page.
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
            // Mark each point, in order.
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
            yield return Text(area.Left - Gap, plot.Axes.Left.GetPixel(tick.Position, area) + 4, "end", tick.Label);
        }
        foreach (Tick tick in plot.Axes.Bottom.TickGenerator.Ticks)
        {
            yield return Text(plot.Axes.Bottom.GetPixel(tick.Position, area), area.Bottom + 15, "middle", tick.Label);
        }
        yield return Text(area.Right, Height - 4, "end", "epoch");
    }

    private static XElement Text(float x, float y, string anchor, string text) => new(Svg + "text",
        new XAttribute("x", x.ToString("0.#", CultureInfo.InvariantCulture)), new XAttribute("y", y.ToString("0.#", CultureInfo.InvariantCulture)), new XAttribute("text-anchor", anchor), text);

    // Describes the chart to readers who cannot see it.
    private string Description() => $"{_title} by epoch. " + string.Join(" ", _curves.Where(static curve => !curve.IsFaint).Select(curve => string.Create(CultureInfo.InvariantCulture,
        $"{curve.Name}: {_format(curve.Points[0].Y)} at first, {_format(curve.Points[^1].Y)} at last, between {_format(curve.Points.Min(static p => p.Y))} and {_format(curve.Points.Max(static p => p.Y))}.")));
}
