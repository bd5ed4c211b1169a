using Microsoft.CodeAnalysis.CodeFixes;
using NnGenerator.CodeFixes.Tests.Support;
using NnGenerator.Tests.Support;

namespace NnGenerator.CodeFixes.Tests;

public class MoveLayerTests
{
    [Theory]
    [InlineData("[Network(3)]\n[Dense(2)]\npartial class N;\n\n[«Softmax»]\n[«Relu», System.Obsolete]\npartial class N;", "[Network(3)]\n[Dense(2)]\n[Softmax]\n[Relu]\npartial class N;\n\n[System.Obsolete]\npartial class N;")]
    [InlineData("[«Dense(2)»]\npartial class N;\n[Network(3)]\npartial class N;\n[«Dense(2)», «CrossEntropy»] // end\npartial class N;", "partial class N;\n[Network(3)]\n[Dense(2)]\n[Dense(2), CrossEntropy]\npartial class N;\n// end\npartial class N;")]
    [InlineData("[Network(3), Relu] partial class N; [«Dense(2)»] partial class N;", "[Network(3), Relu] [Dense(2)] partial class N; partial class N;")]
    public Task In_one_file(string before, string after) => Marked.IsFixedAsync("MoveLayer", "", "using NnGen;\n" + before, "using NnGen;\n" + after);

    [Theory]
    [InlineData(FixAllScope.Document)]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    [InlineData(null)]
    public async Task Across_files_whatever_they_import(FixAllScope? scope)
    {
        MarkedSource[] sources =
        [
            MarkedSource.Parse("using NnGen;\nnamespace A;\n[«Dense(4)»]\n[«Relu»]\npartial class N;\n", "First.cs"),
            MarkedSource.Parse("namespace A;\n[NnGen.Network(3)]\npartial class N;\n", "Second.cs"),
            MarkedSource.Parse("namespace A\n{\n    using Linear = NnGen.DenseAttribute;\n    [«Linear(2)»]\n    partial class N;\n}\n", "Third.cs"),
        ];
        CodeFixRun run = CodeFixRun.Of(sources.Select(static source => new UserFile(source.Path, source.Text)), new MarkAnalyzer(sources, MarkAnalyzer.Properties(("MoveLayer", ""))));
        var diagnostics = await run.DiagnosticsAsync();
        Assert.Equal(3, diagnostics.Count);
        var texts = await (scope is { } all ? await run.FixAllAsync(diagnostics[2], all) : await run.FixAsync(diagnostics[2])).TextsAsync();
        Assert.Equal("using NnGen;\nnamespace A;\npartial class N;\n", texts["First.cs"]);
        Assert.Equal("namespace A;\n[NnGen.Network(3)]\n[NnGen.Dense(4)]\n[NnGen.Relu]\n[NnGen.Dense(2)]\npartial class N;\n", texts["Second.cs"]);
        Assert.Equal("namespace A\n{\n    using Linear = NnGen.DenseAttribute;\n    partial class N;\n}\n", texts["Third.cs"]);
        GeneratorRun.Of(texts.Select(static text => new UserFile(text.Key, text.Value))).IsClean();
    }

    [Fact]
    public async Task Nothing_moves_without_a_network()
    {
        MarkedSource source = MarkedSource.Parse("using NnGen;\n[«Dense(2)»]\npartial class N;\n");
        CodeFixRun run = CodeFixRun.Of([new UserFile(source.Path, source.Text)], new MarkAnalyzer([source], MarkAnalyzer.Properties(("MoveLayer", ""))));
        Assert.Equal(source.Text, (await (await run.FixAsync((await run.DiagnosticsAsync())[0])).TextsAsync())[source.Path]);
    }
}
