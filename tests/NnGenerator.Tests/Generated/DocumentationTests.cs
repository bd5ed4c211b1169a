using System.Runtime.CompilerServices;
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
        string emitted = Lines(Assert.Single(GeneratorRun.Of(Networks.DigitNet).Sources).Value);
        MatchCollection excerpts = Excerpts().Matches(File.ReadAllText(Path.Combine(Root(), document)).ReplaceLineEndings("\n"));

        Assert.NotEmpty(excerpts);
        Assert.All(excerpts, excerpt => Assert.Contains(Lines(excerpt.Groups["code"].Value), emitted, StringComparison.Ordinal));
    }

    [GeneratedRegex("<!-- from DigitNet -->\n```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Excerpts();

    // Without indentation, which an excerpt leaves out.
    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(static line => line.Trim()));

    private static string Root([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../../.."));
}
