using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace NnGenerator.Tests.Diagnostics;

/// <summary>A page about a message, <c>docs/diagnostics/NNG401.md</c>, in its parts. Reading a page that lacks one fails with its name.</summary>
internal sealed partial class HelpPage
{
    /// <summary>The headings of every page, in this order.</summary>
    private static readonly string[] s_headings = ["What", "Why", "How to fix", "Example that triggers it", "Example that does not"];

    private readonly Dictionary<string, string> _sections;

    private HelpPage(string name, string text)
    {
        Name = name;
        string[] parts = Headings().Split(text);
        string[] found = [.. Headings().Matches(text).Select(static heading => heading.Groups["title"].Value)];
        Assert.True(found.SequenceEqual(s_headings), $"{Name}: its headings are '{string.Join("', '", found)}', but they must be '{string.Join("', '", s_headings)}'.");
        Head = parts[0].Trim();
        _sections = found.Zip(parts.Where((_, i) => i > 0 && i % 2 == 0), static (title, section) => (title, section)).ToDictionary(static part => part.title, static part => part.section);
        Text = text;
        Assert.All(s_headings[..3], heading => Assert.False(HelpExample.Blocks().IsMatch(_sections[heading]), $"{Name}: a page has two blocks of code, the examples, and none under '{heading}'."));
    }

    /// <summary>The folder of the pages.</summary>
    public static string Folder { get; } = FolderFrom();

    /// <summary>The ids that have a page.</summary>
    public static IEnumerable<string> Ids => Directory.EnumerateFiles(Folder, "*.md").Select(static path => Path.GetFileNameWithoutExtension(path)!).Where(static name => name != "README");

    public string Name { get; }

    /// <summary>The whole page.</summary>
    public string Text { get; }

    /// <summary>What stands before the first heading: the title and the severity.</summary>
    public string Head { get; }

    /// <summary>The message that the page quotes, on one line.</summary>
    public string Message
    {
        get
        {
            string[] lines = [.. _sections["What"].Split('\n').Where(static line => line.StartsWith("> ", StringComparison.Ordinal)).Select(static line => line[2..].Trim())];
            Assert.True(lines.Length > 0, $"{Name}: the message is missing, as a quotation ('> ') under 'What'.");
            return string.Join(' ', lines);
        }
    }

    public HelpExample Triggering => Example(s_headings[3]);

    public HelpExample Silent => Example(s_headings[4]);

    public static HelpPage Of(DiagnosticDescriptor descriptor) => Read(descriptor.Id);

    public static HelpPage Read(string id)
    {
        string path = Path.Combine(Folder, id + ".md");
        Assert.True(File.Exists(path), $"docs/diagnostics/{id}.md is missing.");
        return new HelpPage($"docs/diagnostics/{id}.md", File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    private HelpExample Example(string heading)
    {
        MatchCollection blocks = HelpExample.Blocks().Matches(_sections[heading]);
        Assert.True(blocks.Count == 1, $"{Name}: under '{heading}' stand {blocks.Count} blocks of C#, but it must be one.");
        return HelpExample.Parse($"{Name}, '{heading}'", blocks[0]);
    }

    private static string FolderFrom([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../../../docs/diagnostics"));

    [GeneratedRegex("^## (?<title>.*)\n", RegexOptions.Multiline)]
    private static partial Regex Headings();
}
