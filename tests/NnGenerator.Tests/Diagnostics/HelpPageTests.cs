using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NnGenerator.Declarations;
using NnGenerator.Diagnostics;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Diagnostics;

/// <summary>Every message has a page that says what the message says, with an example that gives it and one that does not.</summary>
public partial class HelpPageTests
{
    public static TheoryData<string> Ids => [.. Descriptors.All.Select(static descriptor => descriptor.Id)];

    [Fact]
    public void Every_message_has_a_page_and_every_page_a_message() =>
        Assert.Equal(Descriptors.All.Select(static descriptor => descriptor.Id).Order(StringComparer.Ordinal), HelpPage.Ids.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Title_severity_and_link_are_those_of_the_message(string id)
    {
        DiagnosticDescriptor descriptor = Find(id);
        Assert.Equal($"# {id}: {Title(descriptor)}\n\nSeverity: {Severity(descriptor)}", HelpPage.Read(id).Head);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_first_example_gives_the_message_as_quoted_and_no_other(string id)
    {
        HelpPage page = HelpPage.Read(id);
        HelpExample example = page.Triggering;
        GeneratorRun run = example.Build();
        Diagnostic[] errors = [.. run.CompilerComplaints.Where(static complaint => complaint.Severity == DiagnosticSeverity.Error)];

        string[] expected = [.. example.Companions.Append(id).Order(StringComparer.Ordinal)];
        string[] found = [.. run.Diagnostics.Concat(errors).Select(static error => error.Id).Distinct().Order(StringComparer.Ordinal)];
        Assert.True(expected.SequenceEqual(found), $"{example.Name}: must give {string.Join(", ", expected)}, but it gives {string.Join(", ", found.DefaultIfEmpty("nothing"))}\n{GeneratorRun.Describe(run.Diagnostics.Concat(errors))}");
        // The page need not change with every version of the generator.
        string[] messages = [.. run.Diagnostics.Where(message => message.Id == id).Select(static message => message.GetMessage(CultureInfo.InvariantCulture).Replace(OwnVersion, "0.1.0", StringComparison.Ordinal))];
        Assert.True(messages.Contains(page.Message), $"{page.Name}: quotes\n> {page.Message}\nbut the first example gives\n> {string.Join("\n> ", messages)}");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_second_example_is_silent(string id)
    {
        HelpExample example = HelpPage.Read(id).Silent;
        GeneratorRun run = example.Build();

        Assert.Empty(example.Companions);
        Diagnostic[] found = [.. run.Diagnostics.Where(found => found.Severity >= DiagnosticSeverity.Warning || found.Id == id), .. run.CompilerComplaints];
        Assert.True(found.Length == 0, $"{example.Name}: gives\n{GeneratorRun.Describe(found)}");
        Assert.True(run.Sources.Count > 0, $"{example.Name}: declares no network.");
    }

    [Fact]
    public void The_index_lists_every_message()
    {
        string expected = string.Join('\n', Descriptors.All
            .Select(static descriptor => $"| [{descriptor.Id}]({descriptor.Id}.md) | {Severity(descriptor)} | {Title(descriptor)} |")
            .Prepend("|---|---|---|").Prepend("| id | severity | title |"));
        string actual = string.Join('\n', Index().Split('\n').Where(static line => line.StartsWith('|')));
        Assert.True(expected == actual, $"The table in docs/diagnostics/README.md must be\n{expected}");
    }

    [Fact]
    public void The_readme_quotes_what_the_pages_quote()
    {
        Match[] quotes = [.. Quotes().Matches(File.ReadAllText(Path.Combine(HelpPage.Folder, "..", "..", "README.md")).ReplaceLineEndings("\n")).Cast<Match>()];
        Assert.NotEmpty(quotes);
        Assert.All(quotes, static quote =>
        {
            Assert.Equal(quote.Groups["severity"].Value, Severity(Find(quote.Groups["id"].Value)));
            Assert.Equal(quote.Groups["text"].Value, HelpPage.Read(quote.Groups["id"].Value).Message);
        });
    }

    [Fact]
    public void A_severity_is_set_as_the_index_says()
    {
        Match editorConfig = EditorConfig().Match(Index()), pragma = Pragma().Match(Index());
        Assert.True(editorConfig.Success && pragma.Success, "docs/diagnostics/README.md must show a line of .editorconfig and a #pragma that set the severity of a message to none.");

        string id = editorConfig.Groups["id"].Value;
        Assert.Empty(HelpPage.Read(id).Triggering.Build(set: settings => settings with { Severities = new Dictionary<string, ReportDiagnostic> { [id] = ReportDiagnostic.Suppress } }).Diagnostics);
        Assert.DoesNotContain(HelpPage.Read(pragma.Groups["id"].Value).Triggering.Build(edit: code => $"{pragma.Value}\n{code}").Diagnostics, static found => !found.IsSuppressed);
    }

    [Fact]
    public void Pages_of_messages_that_may_be_set_to_none_say_where_that_is_described()
    {
        Assert.Contains("\n## Severity\n", Index(), StringComparison.Ordinal);
        Assert.All(Descriptors.All.Where(static descriptor => descriptor.DefaultSeverity < DiagnosticSeverity.Error), static descriptor =>
            Assert.True(HelpPage.Of(descriptor).Text.Contains("(README.md#severity)", StringComparison.Ordinal), $"docs/diagnostics/{descriptor.Id}.md does not link to README.md#severity."));
    }

    private static string OwnVersion => typeof(BuildEnvironment).Assembly.GetName().Version!.ToString(3);

    private static DiagnosticDescriptor Find(string id) => Descriptors.All.Single(descriptor => descriptor.Id == id);

    private static string Title(DiagnosticDescriptor descriptor) => descriptor.Title.ToString(CultureInfo.InvariantCulture);

    private static string Severity(DiagnosticDescriptor descriptor) => descriptor.DefaultSeverity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };

    private static string Index() => File.ReadAllText(Path.Combine(HelpPage.Folder, "README.md")).ReplaceLineEndings("\n");

    [GeneratedRegex(@"^dotnet_diagnostic\.(?<id>NNG\d+)\.severity = none$", RegexOptions.Multiline)]
    private static partial Regex EditorConfig();

    [GeneratedRegex(@"^#pragma warning disable (?<id>NNG\d+)$", RegexOptions.Multiline)]
    private static partial Regex Pragma();

    [GeneratedRegex(@"^(?<severity>error|warning) (?<id>NNG\d{3}): (?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex Quotes();
}
