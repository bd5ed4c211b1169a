using CsCheck;
using Microsoft.CodeAnalysis;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Declarations;

/// <summary>Declarations drawn by chance: whatever a user writes, nothing crashes, and what is not told to be wrong compiles without a
/// warning. NNGEN_DRAWN is how many (150 when it is not set), NNGEN_DRAWN_FROM the first.</summary>
public class RandomDeclarationTests
{
    private const uint Seed = 20261125;

    /// <summary>Numbers of declarations that failed once.</summary>
    public static TheoryData<int> Failures => [460, 881, 902, 3490, 4541, 10776, 11184];

    [Fact]
    public void No_declaration_crashes_or_emits_what_does_not_compile()
    {
        int from = Number("NNGEN_DRAWN_FROM", 0), count = Number("NNGEN_DRAWN", 150), wrong = 0, clean = 0, broken = 0;
        List<string> failures = [];
        for (int i = from; i < from + count; i++)
        {
            try
            {
                switch (Check(i))
                {
                    case Outcome.Wrong: wrong++; break;
                    case Outcome.Clean: clean++; break;
                    default: broken++; break;
                }
            }
            catch (Xunit.Sdk.XunitException failure)
            {
                failures.Add(failure.Message);
            }
        }
        Assert.True(failures.Count == 0, $"{failures.Count} failures; the first:\n{string.Join("\n\n", failures.Take(6))}");
        // The draw is worth something only where it reaches all three.
        Assert.True(count < 100 || (wrong > count / 10 && clean > count / 10 && broken > 0), $"{wrong} wrong, {clean} clean, {broken} broken of {count}.");
        TestContext.Current.SendDiagnosticMessage($"seed {Seed}, {from} to {from + count - 1}: {wrong} told to be wrong, {clean} compiled, {broken} broken by themselves");
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void What_failed_once_holds(int number) => Check(number);

    private static int Number(string variable, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(variable), out int value) ? value : otherwise;

    private static Outcome Check(int number)
    {
        RandomProject project = RandomProject.Any.Generate(new PCG((uint)number, Seed), null, out _);
        string where = $"declaration {number}, {project}";
        GeneratorRun run = GeneratorRun.Of(project.Files, project.Settings);
        Assert.True(run.Result.Exception is null, $"{where}\n{run.Result.Exception}");
        Diagnostic? crash = run.Diagnostics.FirstOrDefault(static d => d.Id is "CS8785" or "AD0001");
        Assert.True(crash is null, $"{where}\n{crash}");

        HashSet<string> emitted = [.. run.Result.GeneratedSources.Select(static source => source.SyntaxTree.FilePath)];
        Diagnostic[] complaints = [.. run.CompilerComplaints];
        Diagnostic[] inside = [.. complaints.Where(d => emitted.Contains(d.Location.GetLineSpan().Path))];
        bool isWrong = run.Diagnostics.Any(static d => d.Severity == DiagnosticSeverity.Error && d.Id.StartsWith("NNG", StringComparison.Ordinal));
        // The user's own errors, that no code of ours can be made responsible for: those that are there without it too.
        Diagnostic[] before = [.. run.Input.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning)];
        HashSet<string> own = [.. before.Select(static d => d.ToString())];
        bool isBroken = before.Any(static d => d.Severity == DiagnosticSeverity.Error);
        // A class System, or one called Math in it, is told, but takes names from all other code too.
        bool takesNames = run.Diagnostics.Any(static d => d.Id == "NNG004" && d.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Contains("whose names the emitted code uses", StringComparison.Ordinal));
        if (!isBroken && !takesNames)
        {
            Assert.True(inside.Length == 0, $"{where}\n{GeneratorRun.Describe(inside)}");
            Diagnostic[] caused = [.. complaints.Where(d => !own.Contains(d.ToString()))];
            Assert.True(isWrong || caused.Length == 0, $"{where}\n{GeneratorRun.Describe(caused)}");
        }
        return isBroken ? Outcome.Broken : isWrong ? Outcome.Wrong : Outcome.Clean;
    }

    private enum Outcome
    {
        Wrong,
        Clean,
        Broken,
    }
}
