using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Emission;

/// <summary>Every C# snippet of the guides compiles, without a warning.</summary>
public partial class GuideTests
{
    private const string Surroundings = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using NnGen;
        using NnGen.Data;
        using NnGen.CompilerServices;
        using NnGen.Optimizers;
        using NnGen.Schedules;
        using NnGen.Training;

        [Network(784)]
        [Dense(128), Relu]
        [Dropout(0.2)]
        [Dense(10), Softmax]
        public sealed partial class DigitNet;

        """;

    [Theory]
    [InlineData("docs/predicting.md", 9)]
    [InlineData("docs/training.md", 13)]
    [InlineData("docs/files.md", 5)]
    [InlineData("docs/data.md", 21)]
    [InlineData("docs/looking.md", 4)]
    public void Snippets_compile(string document, int atLeast)
    {
        string[] snippets = [.. Snippets().Matches(File.ReadAllText(Path.Combine(Repository.Root, document)).ReplaceLineEndings("\n")).Select(static snippet => snippet.Groups["code"].Value)];
        Assert.True(snippets.Length >= atLeast, $"{document} has {snippets.Length} snippets.");

        StringBuilder program = new();
        program.AppendJoin('\n', snippets.SelectMany(static snippet => Usings().Matches(snippet)).Select(static directive => directive.Value).Distinct());
        program.AppendLine().Append(Surroundings);
        program.AppendLine(string.Join('\n', snippets.Where(IsType)));
        program.AppendLine("internal static class Guide {");
        program.AppendLine("private static readonly DigitNet net = new(1);");
        program.AppendLine("private static readonly Dataset<int> train = new(new float[784], new int[1], 784), test = train;");
        foreach ((int number, string snippet) in snippets.Where(static snippet => !IsType(snippet)).Index())
        {
            program.AppendLine(CultureInfo.InvariantCulture, $"internal static void Snippet{number}() {{\n{Usings().Replace(snippet, "")}\n}}");
        }
        program.AppendLine("}");
        GeneratorRun.Of(program.ToString(), new CompilerSettings { References = References }).IsClean();
    }

    // What stands beside the statements and not among them.
    private static bool IsType(string snippet) => snippet.StartsWith("internal sealed ", StringComparison.Ordinal) || snippet.StartsWith("[Network(", StringComparison.Ordinal);

    // What the guides use: the packages beside the runtime, and a type of another package in one of their signatures.
    private static IEnumerable<MetadataReference> References => GeneratorRun.Framework.Concat(((IEnumerable<Type>)
        [typeof(NnGen.NetworkInfo), typeof(NnGen.Terminal.TrainingDisplay), typeof(NnGen.Report.TrainingRecorder), typeof(NnGen.TensorBoard.TensorBoardLog), typeof(Spectre.Console.IAnsiConsole)])
        .Select(static type => MetadataReference.CreateFromFile(type.Assembly.Location)));

    [GeneratedRegex(@"^using [\w.]+;$", RegexOptions.Multiline)]
    private static partial Regex Usings();

    [GeneratedRegex("```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Snippets();
}
