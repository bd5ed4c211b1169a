using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace NnGenerator.Tests.Support;

/// <summary>The snapshot comparison, on a generator that emits what it is told, in a folder of its own.</summary>
public sealed class VerifyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-verify-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_right_snapshot_passes()
    {
        Write("Case.Test#One.verified.cs", "//HintName: One.g.cs\nclass One;\n");
        await Check(("One.g.cs", "class One;\n"));
        Assert.Equal(["Case.Test#One.verified.cs"], Files());
    }

    [Fact]
    public async Task Line_endings_and_a_byte_order_mark_do_not_matter()
    {
        File.WriteAllText(Path.Combine(_folder, "Case.Test#One.verified.cs"), "//HintName: One.g.cs\r\nclass One;\r\n", Encoding.UTF8);
        await Check(("One.g.cs", "class One;\n"));
    }

    [Fact]
    public async Task A_difference_fails_and_shows_the_lines()
    {
        Write("Case.Test#One.verified.cs", "//HintName: One.g.cs\nclass One\n{\n    int x = 1;\n}\n");
        var failure = await Assert.ThrowsAsync<SnapshotException>(() => Check(("One.g.cs", "class One\n{\n    int x = 2;\n}\n")));
        Assert.Contains("-     int x = 1;", failure.Message, StringComparison.Ordinal);
        Assert.Contains("+     int x = 2;", failure.Message, StringComparison.Ordinal);
        Assert.Equal("//HintName: One.g.cs\nclass One\n{\n    int x = 2;\n}\n", Read("Case.Test#One.received.cs"));
    }

    [Fact]
    public async Task A_missing_snapshot_fails()
    {
        var failure = await Assert.ThrowsAsync<SnapshotException>(() => Check(("One.g.cs", "class One;\n")));
        Assert.Contains("Missing: Case.Test#One.verified.cs", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["Case.Test#One.received.cs"], Files());
    }

    [Theory]
    [InlineData("Case.Test#Two.verified.cs")]
    [InlineData("Case.Test.verified.txt")]
    public async Task A_surplus_snapshot_fails(string surplus)
    {
        Write("Case.Test#One.verified.cs", "//HintName: One.g.cs\nclass One;\n");
        Write(surplus, "anything");
        var failure = await Assert.ThrowsAsync<SnapshotException>(() => Check(("One.g.cs", "class One;\n")));
        Assert.Contains($"Surplus: {surplus}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Snapshots_of_other_tests_are_left_alone()
    {
        Write("Case.Test#One.verified.cs", "//HintName: One.g.cs\nclass One;\n");
        Write("Case.Tests#Two.verified.cs", "of Case.Tests");
        Write("Case.Test2.received.txt", "of Case.Test2");
        await Check(("One.g.cs", "class One;\n"));
        Assert.Equal(3, Files().Length);
    }

    [Fact]
    public async Task Received_files_go_when_all_is_right()
    {
        Write("Case.Test#One.verified.cs", "//HintName: One.g.cs\nclass One;\n");
        Write("Case.Test#One.received.cs", "old");
        Write("Case.Test#Gone.received.cs", "old");
        Write("Case.Test.received.txt", "old");
        await Check(("One.g.cs", "class One;\n"));
        Assert.Equal(["Case.Test#One.verified.cs"], Files());
    }

    [Fact]
    public async Task Diagnostics_have_a_snapshot_of_their_own()
    {
        await Assert.ThrowsAsync<SnapshotException>(() => Check(("!report", "")));
        Assert.Equal(
            """
            {
              Diagnostics: [
                {
                  Id: TST001,
                  Title: The title,
                  Severity: Warning,
                  WarningLevel: 1,
                  Location: : (0,0)-(0,0),
                  MessageFormat: It is {0},
                  Message: It is so,
                  Category: Test
                }
              ]
            }
            """.ReplaceLineEndings("\n"),
            Read("Case.Test.received.txt"));
    }

    [Fact]
    public async Task Only_drivers_have_snapshots() => await Assert.ThrowsAsync<ArgumentException>(() => Verifier.Verify("text", CaseFile, "Test"));

    private string CaseFile => Path.Combine(_folder, "Case.cs");

    private Task Check(params (string Hint, string Text)[] sources)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(new Obedient(sources));
        return Verifier.Verify(driver.RunGenerators(CSharpCompilation.Create("Empty")), CaseFile, "Test");
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private string Read(string name) => File.ReadAllText(Path.Combine(_folder, name));

    private string[] Files() => [.. Directory.GetFiles(_folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private sealed class Obedient((string Hint, string Text)[] sources) : IIncrementalGenerator
    {
#pragma warning disable RS2008 // A descriptor of the test's own is in no release.
        private static readonly DiagnosticDescriptor s_descriptor =
            new("TST001", "The title", "It is {0}", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);
#pragma warning restore RS2008

        public void Initialize(IncrementalGeneratorInitializationContext context) =>
            context.RegisterSourceOutput(context.CompilationProvider, (output, _) =>
            {
                foreach ((string hint, string text) in sources)
                {
                    if (hint == "!report")
                    {
                        output.ReportDiagnostic(Diagnostic.Create(s_descriptor, null, "so"));
                    }
                    else
                    {
                        output.AddSource(hint, SourceText.From(text, Encoding.UTF8));
                    }
                }
            });
    }
}
