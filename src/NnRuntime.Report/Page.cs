using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace NnGen.Report;

/// <summary>Builds the page around the sections. The page is a tree, not text, so that no value can become markup.</summary>
internal sealed class Page(string title)
{
    // HTML elements without an end tag; all others need one, even if they are empty.
    private static readonly HashSet<string> Void = ["meta", "img", "br"];

    private readonly List<XElement> _sections = [];

    /// <summary>Adds a section; null adds nothing.</summary>
    public void Add(XElement? section)
    {
        if (section is not null)
        {
            _sections.Add(section);
        }
    }

    /// <summary>Returns the page as text.</summary>
    public override string ToString()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        XElement html = new("html", new XAttribute("lang", "en"),
            new XElement("head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),

                // Nothing is loaded, regardless of the values on the page.
                new XElement("meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content", "default-src 'none'; style-src 'unsafe-inline'; img-src data:")),
                new XElement("title", title),
                new XElement("style", Style())),
            new XElement("body",
                new XElement("header",
                    new XElement("h1", title),
                    new XElement("p", "Training report of ", new XElement("time", new XAttribute("datetime", now.ToString("s", CultureInfo.InvariantCulture) + "Z"), now.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture)))),
                new XElement("main", _sections)));
        foreach (XElement element in html.DescendantsAndSelf())
        {
            if (element.IsEmpty && element.Name.Namespace == XNamespace.None && !Void.Contains(element.Name.LocalName))
            {
                element.Value = "";
            }
        }
        StringBuilder text = new("<!DOCTYPE html>\n");
        XmlWriterSettings settings = new() { OmitXmlDeclaration = true, CheckCharacters = false };
        using (XmlWriter writer = XmlWriter.Create(text, settings))
        {
            html.WriteTo(writer);
        }
        return text.Append('\n').ToString();
    }

    /// <summary>Returns a section with a heading.</summary>
    public static XElement Section(string heading, params object?[] content) => new("section", new XElement("h2", heading), content);

    /// <summary>Returns a table whose first column contains the row headers.</summary>
    public static XElement[] Table(string caption, IEnumerable<string> columns, IEnumerable<string[]> rows) => Scrolling(caption, new XElement("table",
        new XElement("thead", new XElement("tr", columns.Select(static column => new XElement("th", new XAttribute("scope", "col"), column)))),
        new XElement("tbody", rows.Select(static row => new XElement("tr", row.Select(static (cell, i) => i == 0 ? new XElement("th", new XAttribute("scope", "row"), cell) : new XElement("td", cell)))))));

    /// <summary>Returns a table that scrolls if the page is narrow, also with the keyboard. The caption above it does not scroll.</summary>
    public static XElement[] Scrolling(string caption, XElement table)
    {
        table.Add(new XAttribute("aria-label", caption));
        return
        [
            new("p", new XAttribute("class", "caption"), caption),
            new("div", new XAttribute("class", "scroll"), new XAttribute("role", "region"), new XAttribute("tabindex", "0"), new XAttribute("aria-label", caption), table),
        ];
    }

    private static string Style()
    {
        using Stream stream = typeof(Page).Assembly.GetManifestResourceStream("report.css")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
