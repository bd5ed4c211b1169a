using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using NnGenerator.Tests.Support;

namespace NnGenerator.CodeFixes.Tests.Support;

/// <summary>Before and after of a fix at marked places, whatever the line ends.</summary>
internal static class Marked
{
    /// <summary>Asserts what the fix makes of a file: with one mark by itself and by fix-all, with several by fix-all.</summary>
    public static async Task IsFixedAsync(string kind, string text, string before, string after)
    {
        foreach (string lineBreak in (string[])["\n", "\r\n"])
        {
            MarkedSource source = MarkedSource.Parse(before.ReplaceLineEndings(lineBreak));
            CodeFixRun run = CodeFixRun.Of([new UserFile(source.Path, source.Text)], new MarkAnalyzer([source], MarkAnalyzer.Properties((kind, text))));
            IReadOnlyList<Diagnostic> diagnostics = await run.DiagnosticsAsync();
            Assert.Equal(source.Marks.Count, diagnostics.Count);
            CodeFixRun all = await run.FixAllAsync(diagnostics[0], FixAllScope.Document);
            Assert.Equal(after.ReplaceLineEndings(lineBreak), (await all.TextsAsync())["User.cs"]);
            if (diagnostics.Count == 1)
            {
                CodeFixRun one = await run.FixAsync(diagnostics[0]);
                Assert.Equal(after.ReplaceLineEndings(lineBreak), (await one.TextsAsync())["User.cs"]);
            }
        }
    }
}
