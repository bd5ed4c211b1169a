using System.Text.RegularExpressions;
using NnGenerator.Graph;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Emission;

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
        Assert.Equal(6, blocks.Length);   // a whole program, a network and what trains it, the same for a table, and a custom loop

        int declaration = blocks[0].IndexOf("\n[Network", StringComparison.Ordinal);
        Compile([blocks[0][declaration..]], [blocks[0][..declaration]]);
        Compile([.. blocks[1..].Where(IsNetwork)], [.. blocks[1..].Where(static block => !IsNetwork(block))]);
    }

    private static void Compile(string[] networks, string[] statements)
    {
        string usings = string.Join('\n', networks.Concat(statements).SelectMany(static block => block.Split('\n')).Where(IsUsing).Append("using System;").Distinct());
        GeneratorRun.Of($"{usings}\n{WithoutUsings(networks)}\ninternal static class Readme {{ internal static void Run() {{\n{WithoutUsings(statements)}\n}} }}").IsClean();
    }

    private static string WithoutUsings(string[] blocks) => string.Join('\n', blocks.SelectMany(static block => block.Split('\n')).Where(static line => !IsUsing(line)));

    [Fact]
    public void Every_layer_is_described()
    {
        string table = File.ReadAllText(Path.Combine(Repository.Root, "docs/layers.md"));
        Assert.All(LayerCatalog.All.Keys, name => Assert.Contains($"`{name}`", table, StringComparison.Ordinal));
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
