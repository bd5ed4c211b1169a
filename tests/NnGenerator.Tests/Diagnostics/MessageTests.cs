using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NnGenerator.Diagnostics;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Diagnostics;

/// <summary>What each message says, where it stands, and that it is silent about the declaration next to it.</summary>
public class MessageTests
{
    public static TheoryData<MessageCase> Cases => [.. MessageCases.All];

    public static TheoryData<MessageCase> OneOfEach => [.. MessageCases.All.GroupBy(static message => message.Id).Select(static group => group.First())];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void It_says_this_here(MessageCase message)
    {
        Diagnostic found = Assert.Single(Of(message.Source), d => d.Id == message.Id);
        Assert.Equal(message.Text, found.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(message.Severity, found.Severity);
        Assert.Equal((message.Start, message.Span), (found.Location.SourceSpan.Start, message.Source.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length)));
        Assert.Equal($"{message.Id}.md", found.Descriptor.HelpLinkUri[(found.Descriptor.HelpLinkUri.LastIndexOf('/') + 1)..]);
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void It_is_silent_there(MessageCase message)
    {
        GeneratorRun run = GeneratorRun.Of("using NnGen;\n" + message.Sane);
        Assert.DoesNotContain(run.Diagnostics, d => d.Id == message.Id || d.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [MemberData(nameof(OneOfEach), DisableDiscoveryEnumeration = true)]
    public void The_build_fails_without_analyzers_too(MessageCase message)
    {
        GeneratorRun run = GeneratorRun.Of(message.Source, new CompilerSettings { RunsAnalyzers = false });
        Assert.Equal(message.Severity == DiagnosticSeverity.Error, run.Diagnostics.Any(d => d.Id == message.Id));
        Assert.DoesNotContain(run.Diagnostics, static d => d.Severity < DiagnosticSeverity.Error);
    }

    [Theory]
    [MemberData(nameof(OneOfEach), DisableDiscoveryEnumeration = true)]
    public void Nothing_switches_an_error_off(MessageCase message)
    {
        GeneratorRun run = GeneratorRun.Of($"#pragma warning disable\n#pragma warning disable {message.Id}\n{message.Source}", new CompilerSettings
        {
            Severities = new Dictionary<string, ReportDiagnostic> { [message.Id] = ReportDiagnostic.Suppress },
            NoWarn = [message.Id],
        });
        bool isError = message.Severity == DiagnosticSeverity.Error;
        Assert.Equal(isError, run.GeneratorDiagnostics.Any(d => d.Id == message.Id && !d.IsSuppressed));
        Assert.Equal(isError, run.AnalyzerDiagnostics.Any(d => d.Id == message.Id && !d.IsSuppressed));
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void An_editor_hears_of_it_once_and_from_the_analyzer(MessageCase message)
    {
        GeneratorRun editor = GeneratorRun.Of(message.Source, new CompilerSettings { IsEditor = true }), build = GeneratorRun.Of(message.Source);
        Assert.Empty(editor.GeneratorDiagnostics);
        Assert.Single(editor.Diagnostics, d => d.Id == message.Id);
        static IEnumerable<string> Errors(IEnumerable<Diagnostic> diagnostics) => diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).Select(static d => d.ToString());
        Assert.Equal(Errors(build.Diagnostics), Errors(editor.Diagnostics));
    }

    [Fact]
    public void Every_message_is_among_the_cases()
    {
        string[] elsewhere = ["NNG005", "NNG301", "NNG302", "NNG303", "NNG304", "NNG305"];   // EnvironmentTests, and below
        Assert.Equal(Descriptors.All.Select(static d => d.Id), MessageCases.All.Select(static c => c.Id).Concat(elsewhere).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Two_parts_with_Network_are_told_on_each()
    {
        Diagnostic[] found = [.. Of("using NnGen; [Network(3)][Dense(2)] partial class N; [Network(4)] partial class N;").Where(static d => d.Id == "NNG005")];
        Assert.All(found, static d => Assert.Equal("[Network] is on more than one part of 'N'; keep one, and put all layers below it", d.GetMessage(CultureInfo.InvariantCulture)));
        Assert.NotEmpty(found);
    }

    [Fact]
    public void Layers_of_a_part_with_Network_are_not_told_to_stand_elsewhere() =>
        Assert.DoesNotContain(Of("using NnGen; [Network(3)][Dense(2)] partial class N; [Network(4)][Dense(2)] partial class N;"), static d => d.Id == "NNG003");

    [Fact]
    public void A_signal_of_many_channels_is_none_with_channels_last() =>
        Assert.DoesNotContain(Of("using NnGen; [Network(64, 256, 1)][Conv2D(8, 5, KernelWidth = 1), Relu][GlobalAveragePool2D, Dense(2), Softmax] partial class N;"), static d => d.Id == "NNG111");

    [Fact]
    public void Channels_that_come_last_are_reported_once() =>
        Assert.Single(GeneratorRun.Of("using NnGen; [Network(28, 28, 1)][Conv2D(8, 3), Relu][Flatten, Dense(10), Softmax] partial class N;", new CompilerSettings { IsEditor = true }).Diagnostics);

    [Fact]
    public void A_layer_in_another_file_is_told_there()
    {
        Diagnostic found = Assert.Single(GeneratorRun.Of(
        [
            new UserFile("First.cs", "using NnGen; [Network(3)][Dense(2)] internal sealed partial class N;"),
            new UserFile("Second.cs", "using NnGen; [Relu] partial class N;"),
        ]).Diagnostics);
        Assert.Equal(("NNG003", "Second.cs", 14), (found.Id, found.Location.GetLineSpan().Path, found.Location.SourceSpan.Start));
    }

    [Fact]
    public void Pragma_suppresses_advice()
    {
        const string Declaration = "[Network(4)][Dense(3)][Dense(2)] partial class N;\n";
        Assert.Contains(Of("using NnGen;\n" + Declaration), static d => d.Id == "NNG401");
        Assert.DoesNotContain(Of("using NnGen;\n#pragma warning disable NNG401 // a narrow middle is meant\n" + Declaration + "#pragma warning restore NNG401\n"), static d => d is { Id: "NNG401", IsSuppressed: false });
    }

    [Theory]
    [InlineData(ReportDiagnostic.Error, DiagnosticSeverity.Error)]
    [InlineData(ReportDiagnostic.Warn, DiagnosticSeverity.Warning)]
    [InlineData(ReportDiagnostic.Info, DiagnosticSeverity.Info)]
    [InlineData(ReportDiagnostic.Suppress, null)]
    public void Editorconfig_sets_the_severity(ReportDiagnostic severity, DiagnosticSeverity? expected)
    {
        GeneratorRun run = GeneratorRun.Of(
            "using NnGen;\n[Network(4)][Dense(3)][Dense(2)] partial class N;",
            new CompilerSettings { Severities = new Dictionary<string, ReportDiagnostic> { ["NNG401"] = severity } });
        Assert.Equal(expected, run.Diagnostics.SingleOrDefault(static d => d.Id == "NNG401")?.Severity);
        Assert.Contains(run.Sources.Values, static text => text.Contains("WeightGradient", StringComparison.Ordinal) || text.Contains("Dense1", StringComparison.Ordinal));   // whatever the severity, it is compiled
    }

    private static ImmutableArray<Diagnostic> Of(string source) => GeneratorRun.Of(source).Diagnostics;
}
