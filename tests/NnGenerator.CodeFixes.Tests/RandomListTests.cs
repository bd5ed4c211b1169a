using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NnGenerator.CodeFixes.Tests.Support;
using NnGenerator.Tests.Support;

namespace NnGenerator.CodeFixes.Tests;

/// <summary>Fix-all on attributes that are drawn with their brackets, comments, directives and line ends.</summary>
public class RandomListTests
{
    private static readonly string[] s_kinds = ["Insert before", "Insert after", "Replace", "Remove"];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Attributes_come_out_as_meant_and_comments_stay(int seed)
    {
        Random random = new(seed);
        for (int draw = 0; draw < 25; draw++)
        {
            string lineBreak = random.Next(2) == 0 ? "\n" : "\r\n", kind = s_kinds[random.Next(s_kinds.Length)];
            (string marked, string[] names, bool[] isMarked) = Draw(random, lineBreak);
            if (!isMarked.Contains(true))
            {
                continue;
            }
            MarkedSource source = MarkedSource.Parse(marked);
            CodeFixRun run = CodeFixRun.Of([new UserFile(source.Path, source.Text)], new MarkAnalyzer([source], MarkAnalyzer.Properties((kind, "Flatten"))));
            string after = (await (await run.FixAllAsync((await run.DiagnosticsAsync())[0], FixAllScope.Document)).TextsAsync())[source.Path];

            string what = $"seed {seed}, draw {draw}, {kind}:\n{marked}\n→\n{after}";
            SyntaxTree tree = CSharpSyntaxTree.ParseText(after);
            Assert.False(tree.GetDiagnostics().Any(), what);
            string[] expected = [.. names.Zip(isMarked).SelectMany(pair => Expected(kind, pair.First, pair.Second))];
            Assert.True(expected.SequenceEqual(tree.GetRoot().DescendantNodes().OfType<AttributeSyntax>().Select(static one => one.ToString())), what);
            Assert.True(Kept(source.Text).SequenceEqual(Kept(after)), what);
            Assert.True(after.ReplaceLineEndings(lineBreak) == after, what);
        }
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 16)];

    private static IEnumerable<string> Expected(string kind, string name, bool isMarked) => !isMarked ? [name] : kind switch
    {
        "Insert before" => ["Flatten", name],
        "Insert after" => [name, "Flatten"],
        "Replace" => ["Flatten"],
        _ => [],
    };

    // Comments and directives, which no fix may touch.
    private static IEnumerable<string> Kept(string text) => CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTrivia(descendIntoTrivia: false)
        .Where(static trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)).Select(static trivia => trivia.ToString());

    private static (string Marked, string[] Names, bool[] IsMarked) Draw(Random random, string lineBreak)
    {
        List<string> names = [];
        List<bool> isMarked = [];
        string text = $"using NnGen;{lineBreak}class Outer{lineBreak}{{{lineBreak}    /// <summary>N</summary>{lineBreak}    ";
        for (int list = random.Next(1, 5); list > 0; list--)
        {
            bool isConditional = random.Next(6) == 0;
            text += Between() + (isConditional ? $"{lineBreak}#if true{lineBreak}    [" : "[") + Space();
            for (int attribute = random.Next(1, 4); attribute > 0; attribute--)
            {
                names.Add($"Dense({names.Count + 1})");
                isMarked.Add(random.Next(3) == 0);
                text += (isMarked[^1] ? $"«{names[^1]}»" : names[^1]) + Space() + (attribute > 1 ? "," + Space() : random.Next(8) == 0 ? "," + Space() : "");
            }
            text += "]" + (isConditional ? $"{lineBreak}#endif{lineBreak}    " : "") + Between();
        }
        return ($"{text}class N;{lineBreak}}}{lineBreak}", [.. names], [.. isMarked]);

        string Space() => random.Next(8) switch
        {
            0 => " ",
            1 => " /* c */ ",
            2 => $" // d{lineBreak}        ",
            3 => $"{lineBreak}        ",
            _ => "",
        };

        string Between() => random.Next(8) switch
        {
            0 => " ",
            1 => " /* e */ ",
            2 => $" // f{lineBreak}    ",
            3 => "",
            4 => $"{lineBreak}{lineBreak}    // g{lineBreak}    ",
            _ => $"{lineBreak}    ",
        };
    }
}
