using System.Text.RegularExpressions;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Rules;

/// <summary>Comments, messages and documents use the words of the field and of the .NET documentation.</summary>
public partial class ProseTests
{
    [Fact]
    public void No_sentence_has_a_word_in_the_wrong_sense()
    {
        string root = Repository.Root;
        string[] hits =
        [
            .. Files(root).SelectMany(file => Prose(file).Where(static line => Avoided().IsMatch(line.Text)).Select(line => (File: Path.GetRelativePath(root, file).Replace('\\', '/'), line.Number, line.Text)))
                .Select(static hit => $"{hit.File}({hit.Number}): '{Avoided().Match(hit.Text).Value}' in {hit.Text.Trim()}"),
        ];
        Assert.True(hits.Length == 0, $"{hits.Length} lines:\n{string.Join('\n', hits)}");
    }

    [Theory]
    [InlineData("the layer behind it")]
    [InlineData("This is no classifier.")]
    [InlineData("how the values lie in memory")]
    [InlineData("the greatest of them")]
    public void Such_a_sentence_is_found(string sentence) => Assert.Matches(Avoided(), sentence);

    [Theory]
    [InlineData("at least one sample")]
    [InlineData("There is no such file.")]
    [InlineData("It is no longer finite, and no more than 3.")]
    public void Such_a_sentence_is_not(string sentence) => Assert.DoesNotMatch(Avoided(), sentence);

    [GeneratedRegex(@"\b(behind|anew|go(es)? on|going on|lies?|stands?|whatever|hears?|(tells?|told) apart|borne|astray|so many|by itself|at hand|meanwhile|a few of them|greatest|(?<!\bat )least(?! squares)|what is told|slack|(?<!\b[Tt]here )(is|are|was|were) no (?!longer\b|more\b|less\b|wider\b|larger\b|smaller\b|better\b|slower\b|higher\b|two\b)[a-z]+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Avoided();

    // A line of a document; of code the comment and the texts.
    private static IEnumerable<(int Number, string Text)> Prose(string file)
    {
        bool isCode = file.EndsWith(".cs", StringComparison.Ordinal);
        return File.ReadLines(file).Select((line, i) => (i + 1, isCode ? string.Join(" ", Parts().Matches(line).Select(static part => part.Value)) : line));
    }

    [GeneratedRegex("""
        "(\\.|[^"\\])*"|//.*
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Parts();

    private static IEnumerable<string> Files(string root) =>
    [
        .. new[] { "src", "samples" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories)).Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)),
        .. new[] { "docs", "src", "samples", "benchmarks", "tests" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.md", SearchOption.AllDirectories)).Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)),
        Path.Combine(root, "README.md"),
        Path.Combine(root, "CHANGELOG.md"),
        Path.Combine(root, "CONTRIBUTING.md"),
    ];
}
