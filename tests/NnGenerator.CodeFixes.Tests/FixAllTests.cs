using Microsoft.CodeAnalysis.CodeFixes;
using NnGenerator.CodeFixes.Tests.Support;
using NnGenerator.Tests.Support;

namespace NnGenerator.CodeFixes.Tests;

public class FixAllTests
{
    private const string Before = "using NnGen;\n[Network(3)]\n[«Dense(2)»]\npartial class ";
    private const string After = "using NnGen;\n[Network(3)]\n[Dense(2)]\n[Softmax]\npartial class ";

    [Theory]
    [InlineData(FixAllScope.Document, 1)]
    [InlineData(FixAllScope.Project, 2)]
    [InlineData(FixAllScope.Solution, 3)]
    public async Task Reaches_as_far_as_its_scope(FixAllScope scope, int files)
    {
        MarkedSource[] sources = [.. "ABC".Select(static name => MarkedSource.Parse($"{Before}{name};", $"{name}.cs"))];
        UserFile[] users = [.. sources.Select(static source => new UserFile(source.Path, source.Text))];
        CodeFixRun run = CodeFixRun.Of([users[..2], users[2..]], new MarkAnalyzer(sources, MarkAnalyzer.Properties(("Insert after", "Softmax"))));
        CodeFixRun all = await run.FixAllAsync((await run.DiagnosticsAsync())[0], scope);
        Dictionary<string, string> texts = new((await all.TextsAsync("P1")).Concat(await all.TextsAsync("P2")));
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(i < files ? $"{After}{"ABC"[i]};" : users[i].Text, texts[users[i].Path]);
        }
    }

    [Fact]
    public async Task Repeats_the_fix_that_was_chosen()
    {
        MarkedSource source = MarkedSource.Parse("using NnGen;\n[Network(3)]\n[«Sigmoid»]\n[«MeanSquaredError»]\npartial class N;");
        CodeFixRun run = CodeFixRun.Of([new UserFile(source.Path, source.Text)],
            new MarkAnalyzer([source], MarkAnalyzer.Properties(("Replace", "Softmax"), ("Remove", ""), ("Replace", "Relu"))));
        var diagnostic = (await run.DiagnosticsAsync())[0];
        Assert.Equal(["Replace [Sigmoid] with [Softmax]", "Remove [Sigmoid]", "Replace [Sigmoid] with [Relu]"], (await run.OffersAsync(diagnostic)).Select(static offer => offer.Title));
        string[] expected = ["[Softmax]\n[Softmax]\n", "", "[Relu]\n[Relu]\n"];
        for (int offer = 0; offer < expected.Length; offer++)
        {
            string text = (await (await run.FixAllAsync(diagnostic, FixAllScope.Document, offer)).TextsAsync())[source.Path];
            Assert.Equal($"using NnGen;\n[Network(3)]\n{expected[offer]}partial class N;", text);
        }

        // As `dotnet format` asks when another message came first.
        CodeFixRun best = await run.FixAllAsync(diagnostic, FixAllScope.Solution, "MakePartial");
        Assert.Equal("using NnGen;\n[Network(3)]\n[Softmax]\n[Softmax]\npartial class N;", (await best.TextsAsync())[source.Path]);
    }

    // The layer between two linear ones is asked for by both of them.
    [Theory]
    [InlineData("[Network(3)]\n[«Dense(4)»]\n[«Dense(5)»]\nclass N;", "[Network(3)]\n[Relu]\n[Dense(4)]\n[Relu]\n[Dense(5)]\n[Relu]\nclass N;")]
    [InlineData("[Network(3), «Dense(4)», «Dense(5)»] class N;", "[Network(3), Relu, Dense(4), Relu, Dense(5), Relu] class N;")]
    [InlineData("[Network(3)][«Dense(4)»][«Dense(5)»] class N;", "[Network(3)][Relu][Dense(4)][Relu][Dense(5)][Relu] class N;")]
    public async Task A_gap_is_filled_once(string before, string after)
    {
        MarkedSource source = MarkedSource.Parse("using NnGen;\n" + before);
        CodeFixRun run = CodeFixRun.Of([new UserFile(source.Path, source.Text)],
            new MarkAnalyzer([source], MarkAnalyzer.Properties(("Insert before", "Relu")), MarkAnalyzer.Properties(("Insert after", "Relu"))));
        var diagnostics = await run.DiagnosticsAsync();
        Assert.Equal(4, diagnostics.Count);
        CodeFixRun all = await run.FixAllAsync(diagnostics[0], FixAllScope.Document);
        Assert.Equal("using NnGen;\n" + after, (await all.TextsAsync())[source.Path]);
    }
}
