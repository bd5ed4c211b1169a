using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Microsoft.CodeAnalysis;

namespace NnGenerator.Tests.Support;

/// <summary>Compares what a generator emitted with the files beside the test, in the conventions of Verify.SourceGenerators:
/// <c>Class.Method#Hint.verified.cs</c> for each source and <c>Class.Method.verified.txt</c> for the diagnostics, if any.
/// Stands in for the packages while the feed lacks them; <c>-p:UseVerify=true</c> leaves this file out.</summary>
internal static class Verifier
{
    private const int ContextLines = 3;
    private const int MostDifferenceLines = 120;

    /// <summary>Compares the sources and diagnostics of <paramref name="target"/> with the verified files of the calling test.
    /// What differs is written as <c>.received.</c> beside them; rename it to <c>.verified.</c> to accept it.</summary>
    /// <param name="target">A generator driver that ran, or its result.</param>
    /// <param name="sourceFile">The test's source file; its name without <c>.cs</c> is the class.</param>
    /// <param name="method">The test's method.</param>
    /// <exception cref="SnapshotException">A file is missing, surplus or different.</exception>
    public static Task Verify(object? target, [CallerFilePath] string sourceFile = "", [CallerMemberName] string method = "")
    {
        GeneratorDriverRunResult result = target switch
        {
            GeneratorDriver driver => driver.GetRunResult(),
            GeneratorDriverRunResult run => run,
            _ => throw new ArgumentException(
                $"A snapshot needs a GeneratorDriver or its run result, not {target?.GetType().Name ?? "null"}.", nameof(target)),
        };

        string folder = Path.GetDirectoryName(sourceFile)!;
        string test = $"{Path.GetFileNameWithoutExtension(sourceFile)}.{method}";
        Dictionary<string, string> received = Snapshots(test, result);
        var problems = new List<string>();

        foreach ((string name, string text) in received.OrderBy(static file => file.Key, StringComparer.Ordinal))
        {
            Compare(folder, name, text, problems);
        }
        foreach (string surplus in FilesOf(folder, test, "verified").Where(name => !received.ContainsKey(name.Replace(".verified.", ".received.", StringComparison.Ordinal))))
        {
            problems.Add($"Surplus: {surplus} was verified once, but the generator no longer gives it; delete the file if that is meant.");
        }
        foreach (string stale in FilesOf(folder, test, "received").Where(name => !received.ContainsKey(name)))
        {
            File.Delete(Path.Combine(folder, stale));
        }
        if (problems.Count > 0)
        {
            throw new SnapshotException($"{test}: {problems.Count} of the snapshots in {folder} do not match.\n\n{string.Join("\n\n", problems)}");
        }
        return Task.CompletedTask;
    }

    // Received file name → text.
    private static Dictionary<string, string> Snapshots(string test, GeneratorDriverRunResult result)
    {
        foreach (Exception thrown in result.Results.Select(static generator => generator.Exception).OfType<Exception>())
        {
            throw new SnapshotException($"{test}: the generator threw.\n\n{thrown}");
        }
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (GeneratedSourceResult source in result.Results.SelectMany(static generator => generator.GeneratedSources))
        {
            string extension = source.HintName.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase) ? ".g.cs" : ".cs";
            string hint = source.HintName[..^extension.Length];
            files.Add($"{test}#{hint}.received.cs", Normalize($"//HintName: {source.HintName}\n{source.SourceText}"));
        }
        if (!result.Diagnostics.IsEmpty)
        {
            files.Add($"{test}.received.txt", DiagnosticText.Of(result.Diagnostics));
        }
        return files;
    }

    private static void Compare(string folder, string receivedName, string text, List<string> problems)
    {
        string verifiedName = receivedName.Replace(".received.", ".verified.", StringComparison.Ordinal);
        string receivedPath = Path.Combine(folder, receivedName), verifiedPath = Path.Combine(folder, verifiedName);
        string? verified = File.Exists(verifiedPath) ? Normalize(File.ReadAllText(verifiedPath)) : null;

        if (verified == text)
        {
            File.Delete(receivedPath);
            return;
        }
        File.WriteAllText(receivedPath, text);
        problems.Add(verified is null
            ? $"Missing: {verifiedName}. Read {receivedName} and rename it if it is right."
            : $"Different: {verifiedName} (-) and {receivedName} (+)\n{Difference(verified, text)}");
    }

    private static IEnumerable<string> FilesOf(string folder, string test, string kind) =>
        Directory.EnumerateFiles(folder, $"{test}*.{kind}.*").Select(static path => Path.GetFileName(path))
            .Where(name => name.StartsWith($"{test}#", StringComparison.Ordinal) || name.StartsWith($"{test}.{kind}.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static string Normalize(string text) => text.ReplaceLineEndings("\n");

    // The changed lines with a little of what stands around them, numbered as in the verified file.
    private static string Difference(string verified, string received)
    {
        List<DiffPiece> lines = InlineDiffBuilder.Diff(verified, received, ignoreWhiteSpace: false).Lines;
        var near = new bool[lines.Count];
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i].Type != ChangeType.Unchanged)
            {
                near.AsSpan(Math.Max(0, i - ContextLines)..Math.Min(lines.Count, i + ContextLines + 1)).Fill(true);
            }
        }

        var text = new StringBuilder();
        int number = 0, printed = 0;
        for (int i = 0; i < lines.Count; i++)
        {
            number += lines[i].Type == ChangeType.Inserted ? 0 : 1;
            if (!near[i])
            {
                continue;
            }
            if (printed++ == MostDifferenceLines)
            {
                return text.Append("  … and more").ToString();
            }
            char mark = lines[i].Type switch { ChangeType.Inserted => '+', ChangeType.Deleted => '-', _ => ' ' };
            text.Append(i > 0 && !near[i - 1] ? "  …\n" : "").Append(CultureInfo.InvariantCulture, $"{number,5} {mark} {lines[i].Text}\n");
        }
        return text.ToString();
    }
}

/// <summary>A snapshot test failed.</summary>
internal sealed class SnapshotException(string message) : Exception(message);
