using System.Text.RegularExpressions;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Generated;

/// <summary>What the documentation shows of the emitted code is what is emitted.</summary>
public partial class DocumentationTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/generated-code.md")]
    public void Excerpts_are_part_of_the_emitted_text(string document)
    {
        Dictionary<string, string> emitted = new()
        {
            ["DigitNet"] = Lines(Assert.Single(GeneratorRun.Of(Networks.DigitNet).Sources).Value),
            ["Xor"] = Lines(Assert.Single(GeneratorRun.Of(Networks.Xor).Sources).Value),
            ["LeNet"] = Lines(Assert.Single(GeneratorRun.Of(Networks.LeNet).Sources).Value),
        };
        MatchCollection excerpts = Excerpts().Matches(File.ReadAllText(Path.Combine(Repository.Root, document)).ReplaceLineEndings("\n"));

        Assert.NotEmpty(excerpts);
        Assert.All(excerpts, excerpt => Assert.Contains(Lines(excerpt.Groups["code"].Value), emitted[excerpt.Groups["network"].Value], StringComparison.Ordinal));
    }

    [Fact]
    public void The_programs_of_the_readme_compile()
    {
        string[] blocks = [.. Programs().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n")).Select(static block => block.Groups["code"].Value)];
        string[] lines = [.. blocks.SelectMany(static block => block.Split('\n'))];
        Assert.Equal(5, blocks.Length);   // a network and what trains it, the same for a table, and a loop of one's own

        string usings = string.Join('\n', lines.Where(IsUsing).Append("using System;").Distinct());
        string networks = string.Join('\n', blocks.Where(IsNetwork).SelectMany(static block => block.Split('\n')).Where(static line => !IsUsing(line)));
        string statements = string.Join('\n', blocks.Where(static block => !IsNetwork(block)).SelectMany(static block => block.Split('\n')).Where(static line => !IsUsing(line)));
        GeneratorRun.Of($"{usings}\n{networks}\ninternal static class Readme {{ internal static void Run() {{\n{statements}\n}} }}").IsClean();
    }

    [Fact]
    public void Every_layer_is_described()
    {
        string table = File.ReadAllText(Path.Combine(Repository.Root, "docs/layers.md"));
        Assert.All(Layers.LayerCatalog.All.Keys, name => Assert.Contains($"`{name}`", table, StringComparison.Ordinal));
    }

    private static bool IsNetwork(string block) => block.Contains(" partial class ", StringComparison.Ordinal);

    private static bool IsUsing(string line) => line.StartsWith("using ", StringComparison.Ordinal);

    // The C# blocks that are no excerpts.
    [GeneratedRegex("(?<!<!-- from \\w+ -->\n)```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Programs();

    [GeneratedRegex("<!-- from (?<network>\\w+) -->\n```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Excerpts();

    // Without indentation, which an excerpt leaves out.
    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(static line => line.Trim()));
}
