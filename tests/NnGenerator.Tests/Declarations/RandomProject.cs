using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Declarations;

/// <summary>A user's project as chance has it.</summary>
internal sealed record RandomProject(IReadOnlyList<UserFile> Files, CompilerSettings Settings)
{
    /// <summary>Sane and insane classes in one or two files.</summary>
    public static Gen<RandomProject> Any { get; } = Gen.Select(
        RandomClass.Any, RandomClass.Any, Gen.Int[0, 9], Damage(),
        Gen.OneOf(LanguageVersion.CSharp12, LanguageVersion.CSharp13, LanguageVersion.Latest, LanguageVersion.Preview),
        Gen.Bool, Gen.OneOf(NullableContextOptions.Enable, NullableContextOptions.Disable, NullableContextOptions.Warnings),
        Gen.OneOf("", "#nullable disable\n", "#nullable enable\n", "#pragma warning disable NNG401\n"),
        static (first, second, files, damage, language, isChecked, nullable, directive) => new RandomProject(
            [
                new UserFile("User.cs", damage($"using NnGen;\n{directive}{first}")),
                .. files < 2 ? [new UserFile("Other.cs", $"{directive}using NnGen;\n{second.Replace("class B ", "class B2 ", StringComparison.Ordinal)}")] : Array.Empty<UserFile>(),
            ],
            new CompilerSettings { Language = language, Checked = isChecked, Nullable = nullable }));

    public override string ToString() => $"{Settings.Language}, checked {Settings.Checked}, nullable {Settings.Nullable}\n{string.Join("\n", Files.Select(static file => $"--- {file.Path}\n{file.Text}"))}";

    // Mostly none; otherwise the text ends early, loses a character, or gets one that does not belong there.
    private static Gen<Func<string, string>> Damage() => Gen.Frequency(
        (36, Gen.Const<Func<string, string>>(static text => text)),
        (1, Gen.Double[0, 1].Select<double, Func<string, string>>(static at => text => text[..(int)(at * text.Length)])),
        (1, Gen.Double[0, 0.999].Select<double, Func<string, string>>(static at => text => text.Remove((int)(at * text.Length), 1))),
        (1, Gen.Select<double, char, Func<string, string>>(Gen.Double[0, 0.999], Gen.OneOf('[', ')', '"', '\\', '#', '\0', 'é', ';'), static (at, c) => text => text.Insert((int)(at * text.Length), c.ToString()))));
}
