using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Diagnostics;

/// <summary>A whole file of C# from a page, and the project in which it stands.</summary>
/// <param name="Name">The page and the heading.</param>
/// <param name="Code">The file.</param>
/// <param name="Settings">The project, the usual one unless a comment before the block says otherwise.</param>
/// <param name="Companions">Ids of errors, ours or the compiler's, that come with the message in every example.</param>
internal sealed partial record HelpExample(string Name, string Code, CompilerSettings Settings, IReadOnlyList<string> Companions)
{
    /// <summary>Reads a block of C#. The line before it may be a comment with the conditions of its project, such as
    /// <c>&lt;!-- C# 11 --&gt;</c>, <c>&lt;!-- .NET 8 --&gt;</c>, <c>&lt;!-- without NnRuntime --&gt;</c>, <c>&lt;!-- NnRuntime 0.0.9 --&gt;</c> or
    /// <c>&lt;!-- and CS0246 --&gt;</c> for another error that comes with the message; several are separated by commas.</summary>
    public static HelpExample Parse(string name, Match block)
    {
        CompilerSettings settings = new();
        List<string> companions = [];
        foreach (string condition in block.Groups["conditions"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            switch (condition.Split(' '))
            {
                case ["C#", var version] when LanguageVersionFacts.TryParse(version, out LanguageVersion language):
                    settings = settings with { Language = language };
                    break;
                case [".NET", var version]:
                    settings = settings with { References = Renumbered.Framework(new Version(int.Parse(version, CultureInfo.InvariantCulture), 0, 0, 0)) };
                    break;
                case ["NnRuntime", var version]:
                    settings = settings with { References = GeneratorRun.Framework.Append(Renumbered.Runtime(new Version(version + ".0"))) };
                    break;
                case ["without", "NnRuntime"]:
                    settings = settings with { References = GeneratorRun.Framework };
                    break;
                case ["and", var id]:
                    companions.Add(id);
                    break;
                default:
                    Assert.Fail($"{name}: '{condition}' is no condition that the test knows.");
                    break;
            }
        }
        return new HelpExample(name, block.Groups["code"].Value, settings, companions);
    }

    /// <summary>Builds the example, optionally with other text or severities.</summary>
    public GeneratorRun Build(Func<string, string>? edit = null, Func<CompilerSettings, CompilerSettings>? set = null) =>
        GeneratorRun.Of(edit is null ? Code : edit(Code), set is null ? Settings : set(Settings));

    [GeneratedRegex("(<!-- (?<conditions>[^\n]*) -->\n)?```csharp\n(?<code>.*?\n)```", RegexOptions.Singleline)]
    public static partial Regex Blocks();
}
