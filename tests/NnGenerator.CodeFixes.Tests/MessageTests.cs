using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using NnGenerator.CodeFixes.Tests.Support;
using NnGenerator.Diagnostics;
using NnGenerator.Tests.Support;

namespace NnGenerator.CodeFixes.Tests;

/// <summary>Every message that carries a fix, as the analyzer reports it.</summary>
public partial class MessageTests
{
    public static TheoryData<string, string, string, string> Fixes => new()
    {
        { "NNG001", "Make the class and the types around it partial", "[Network(3)]\n[Dense(2), Relu]\nclass N;", "[Network(3)]\n[Dense(2), Relu]\npartial class N;" },
        {
            "NNG001", "Make the class and the types around it partial",
            "static class Outer\n{\n    /// <summary>N</summary>\n    [Network(3)]\n    [Dense(2), Relu]\n    internal sealed class N;\n}",
            "static partial class Outer\n{\n    /// <summary>N</summary>\n    [Network(3)]\n    [Dense(2), Relu]\n    internal sealed partial class N;\n}"
        },
        {
            "NNG003", "Move the layers to the part with [Network]",
            "[Network(3)]\n[Dense(2), Relu]\npartial class N;\n[Dense(2), Sigmoid]\n[BinaryCrossEntropy]\npartial class N;",
            "[Network(3)]\n[Dense(2), Relu]\n[Dense(2), Sigmoid]\n[BinaryCrossEntropy]\npartial class N;\npartial class N;"
        },
        {
            "NNG006", "Make the class and the types around it partial",
            "class A { record B { [Network(3), Dense(2), Relu] partial class N; } }", "partial class A { partial record B { [Network(3), Dense(2), Relu] partial class N; } }"
        },
        { "NNG010", "Replace [ReLU] with [Relu]", "[Network(3)]\n[Dense(4), ReLU] // hidden\n[Dense(2)]\npartial class N;", "[Network(3)]\n[Dense(4), Relu] // hidden\n[Dense(2)]\npartial class N;" },
        { "NNG010", "Replace [Linear(4, 2)] with [Dense(2)]", "[Network(3)]\n[Dense(4), Relu]\n[Linear(4, 2)]\npartial class N;", "[Network(3)]\n[Dense(4), Relu]\n[Dense(2)]\npartial class N;" },
        { "NNG010", "Replace [Conv2d(1, 2, 3)] with [Conv2D(2, 3)]", "[Network(1, 4, 4)]\n[Conv2d(1, 2, 3), Relu]\npartial class N;", "[Network(1, 4, 4)]\n[Conv2D(2, 3), Relu]\npartial class N;" },
        { "NNG010", "Replace [Activation(\"relu\")] with [Relu]", "[Network(3)]\n[Dense(4), Activation(\"relu\")]\n[Dense(2)]\npartial class N;", "[Network(3)]\n[Dense(4), Relu]\n[Dense(2)]\npartial class N;" },
        { "NNG010", "Replace [NnGen.Droput(0.5)] with [Dropout(0.5)]", "[Network(3), Dense(4), Relu]\n[NnGen.Droput(0.5)]\n[Dense(2)]\npartial class N;", "[Network(3), Dense(4), Relu]\n[NnGen.Dropout(0.5)]\n[Dense(2)]\npartial class N;" },
        { "NNG010", "Replace [Netwrok(3)] with [Network(3)]", "[Netwrok(3)]\n[Dense(2), Relu]\npartial class N;", "[Network(3)]\n[Dense(2), Relu]\npartial class N;" },
        {
            "NNG411", "Replace [Swish] with [Silu]",
            "class SwishAttribute : System.Attribute;\n[Network(3)]\n[Dense(4), Swish]\n[Dense(2)]\npartial class N;", "class SwishAttribute : System.Attribute;\n[Network(3)]\n[Dense(4), Silu]\n[Dense(2)]\npartial class N;"
        },
        {
            "NNG411", "Remove [Note]",
            "class NoteAttribute : System.Attribute;\n[Network(3)]\n[Dense(4), Note, Relu]\n[Dense(2)]\npartial class N;", "class NoteAttribute : System.Attribute;\n[Network(3)]\n[Dense(4), Relu]\n[Dense(2)]\npartial class N;"
        },
        { "NNG102", "Replace [Dropout(20)] with [Dropout(0.2)]", "[Network(3), Dense(4), Relu]\n[Dropout(20)]\n[Dense(2)]\npartial class N;", "[Network(3), Dense(4), Relu]\n[Dropout(0.2)]\n[Dense(2)]\npartial class N;" },
        { "NNG106", "Replace [MaxPool2D(5)] with [MaxPool2D(4)]", "[Network(1, 4, 4)]\n[MaxPool2D(5), Flatten]\npartial class N;", "[Network(1, 4, 4)]\n[MaxPool2D(4), Flatten]\npartial class N;" },
        { "NNG106", "Replace [Conv2D(2, 5)] with [Conv2D(2, 4)]", "[Network(1, 4, 4)]\n[Conv2D(2, 5), Relu]\npartial class N;", "[Network(1, 4, 4)]\n[Conv2D(2, 4), Relu]\npartial class N;" },
        {
            "NNG108", "Insert [Flatten] before [Dense(10)]",
            "[Network(1, 4, 4)]\n[Conv2D(2, 3), Relu]\n[Dense(10)] // logits\npartial class N;", "[Network(1, 4, 4)]\n[Conv2D(2, 3), Relu]\n[Flatten]\n[Dense(10)] // logits\npartial class N;"
        },
        { "NNG110", "Remove [Flatten]", "[Network(3)]\n[Flatten]\n[Dense(2), Relu]\npartial class N;", "[Network(3)]\n[Dense(2), Relu]\npartial class N;" },
        { "NNG106", "Replace [Network(28, 28, 1)] with [Network(1, 28, 28)]", "[Network(28, 28, 1)]\n[Conv2D(2, 3), Relu]\npartial class N;", "[Network(1, 28, 28)]\n[Conv2D(2, 3), Relu]\npartial class N;" },
        { "NNG111", "Replace [Network(28, 28, 3)] with [Network(3, 28, 28)]", "[Network(28, 28, 3)]\n[Flatten, Dense(2), Relu]\npartial class N;", "[Network(3, 28, 28)]\n[Flatten, Dense(2), Relu]\npartial class N;" },
        {
            "NNG111", "Replace [Network(28, 28, 3, Inference = true)] with [Network(3, 28, 28, Inference = true)]",
            "[Network(28, 28, 3, Inference = true)]\n[Flatten, Dense(2), Relu]\npartial class N;", "[Network(3, 28, 28, Inference = true)]\n[Flatten, Dense(2), Relu]\npartial class N;"
        },
        { "NNG201", "Insert [Flatten] before [CrossEntropy]", "[Network(1, 4, 4)]\n[Conv2D(2, 3)]\n[CrossEntropy]\npartial class N;", "[Network(1, 4, 4)]\n[Conv2D(2, 3)]\n[Flatten]\n[CrossEntropy]\npartial class N;" },
        {
            "NNG201", "Replace [CrossEntropy] with [BinaryCrossEntropy]",
            "[Network(3)]\n[Dense(2)]\n[Sigmoid]\n[CrossEntropy]\npartial class N;", "[Network(3)]\n[Dense(2)]\n[Sigmoid]\n[BinaryCrossEntropy]\npartial class N;"
        },
        { "NNG201", "Replace [BinaryCrossEntropy] with [CrossEntropy]", "[Network(3), Dense(2), Softmax, BinaryCrossEntropy] partial class N;", "[Network(3), Dense(2), Softmax, CrossEntropy] partial class N;" },
        { "NNG202", "Remove [Huber]", "[Network(3)]\n[Dense(2), Relu]\n[MeanSquaredError]\n[Huber]\npartial class N;", "[Network(3)]\n[Dense(2), Relu]\n[MeanSquaredError]\npartial class N;" },
        { "NNG203", "Remove [Softmax]", "[Network(3)]\n[Dense(2), Softmax]\n[Relu]\npartial class N;", "[Network(3)]\n[Dense(2)]\n[Relu]\npartial class N;" },
        { "NNG204", "Replace [Softmax] with [Sigmoid]", "[Network(3)]\n[Dense(1)]\n[Softmax]\npartial class N;", "[Network(3)]\n[Dense(1)]\n[Sigmoid]\npartial class N;" },
        { "NNG204", "Replace [CrossEntropy] with [BinaryCrossEntropy]", "[Network(3)]\n[Dense(1)]\n[CrossEntropy]\npartial class N;", "[Network(3)]\n[Dense(1)]\n[BinaryCrossEntropy]\npartial class N;" },
        { "NNG401", "Insert [Relu] before [Dense(2)]", "[Network(3)]\n[Dense(4)]\n[Dense(2)]\npartial class N;", "[Network(3)]\n[Dense(4)]\n[Relu]\n[Dense(2)]\npartial class N;" },
        {
            "NNG401", "Insert [Relu] before [Dense(5)]",
            "[Network(3)]\n[Dense(4)]\n[Dense(5)]\n[Dense(6), Dense(7)]\npartial class N;", "[Network(3)]\n[Dense(4)]\n[Relu]\n[Dense(5)]\n[Relu, Dense(6), Relu, Dense(7)]\npartial class N;"
        },
        {
            "NNG403", "Replace [MeanSquaredError] with [CrossEntropy]",
            "[Network(3)]\n[Dense(2)]\n[Softmax]\n[MeanSquaredError]\npartial class N;", "[Network(3)]\n[Dense(2)]\n[Softmax]\n[CrossEntropy]\npartial class N;"
        },
        {
            "NNG403", "Replace [NnGen.MeanSquaredError] with [BinaryCrossEntropy]",
            "[Network(3)]\n[Dense(2)]\n[Sigmoid]\n[NnGen.MeanSquaredError]\npartial class N;", "[Network(3)]\n[Dense(2)]\n[Sigmoid]\n[NnGen.BinaryCrossEntropy]\npartial class N;"
        },
        { "NNG404", "Remove [Dropout(0.5)]", "[Network(3)]\n[Dense(2)]\n[Dropout(0.5)]\npartial class N;", "[Network(3)]\n[Dense(2)]\npartial class N;" },
        { "NNG405", "Remove [Dropout(0.5)]", "[Network(3)]\n[Dropout(0.5)]\n[Dense(2)]\npartial class N;", "[Network(3)]\n[Dense(2)]\npartial class N;" },
        { "NNG406", "Insert [Softmax] before [CrossEntropy]", "[Network(3)]\n[Dense(2)]\n[CrossEntropy]\npartial class N;", "[Network(3)]\n[Dense(2)]\n[Softmax]\n[CrossEntropy]\npartial class N;" },
        // A loss may stand anywhere, the head may not.
        { "NNG406", "Insert [Sigmoid] before [BinaryCrossEntropy]", "[Network(3)]\n[BinaryCrossEntropy]\n[Dense(2)]\npartial class N;", "[Network(3)]\n[BinaryCrossEntropy]\n[Dense(2)]\n[Sigmoid]\npartial class N;" },
        { "NNG407", "Remove [Relu]", "[Network(3)]\n[Dense(2)]\n[Relu]\n[Softmax]\npartial class N;", "[Network(3)]\n[Dense(2)]\n[Softmax]\npartial class N;" },
    };

    [Theory]
    [MemberData(nameof(Fixes))]
    public async Task Is_fixed(string id, string title, string before, string after)
    {
        const string Head = "#pragma warning disable CS1591\nusing NnGen;\n";
        CodeFixRun run = CodeFixRun.Of([new UserFile("User.cs", Head + before)], new NetworkAnalyzer());
        Diagnostic diagnostic = (await run.DiagnosticsAsync()).First(one => one.Id == id);
        Assert.Equal([title], (await run.OffersAsync(diagnostic)).Select(static offer => offer.Title));

        CodeFixRun all = await run.FixAllAsync(diagnostic, FixAllScope.Document);
        Assert.Equal(Head + after, (await all.TextsAsync())["User.cs"]);
        Assert.DoesNotContain(await all.DiagnosticsAsync(), one => one.Id == id || one.Severity == DiagnosticSeverity.Error);
        Assert.Equal(await TextAfterEachAsync(run, id), Head + after);

        GeneratorRun compiled = GeneratorRun.Of(Head + after);
        Assert.DoesNotContain(compiled.Diagnostics, static one => one.Severity == DiagnosticSeverity.Error);
        Assert.DoesNotContain(compiled.CompilerComplaints, static one => one.Location.SourceTree?.FilePath != "User.cs");
        Assert.True(compiled.CompilerComplaints.Count == 0, GeneratorRun.Describe(compiled.CompilerComplaints));
        Assert.Contains(compiled.Sources.Values, static text => text.Contains("Forward", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_message_with_a_fix_is_tried()
    {
        HashSet<string> fixable = [.. Directory.EnumerateFiles(Path.Combine(Root(), "src", "NnGenerator"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(static file => WithFix().Matches(File.ReadAllText(file))).Select(static match => match.Groups[1].Value)];
        Assert.NotEmpty(fixable);
        IEnumerable<string> ids = fixable.Select(static name => ((DiagnosticDescriptor)typeof(Descriptors).GetField(name)!.GetValue(null)!).Id);
        Assert.Equal(ids.Order(), Fixes.Select(static row => row.Data.Item1).Distinct().Order());
    }

    // One fix after the other, as long as there is something to fix.
    private static async Task<string> TextAfterEachAsync(CodeFixRun run, string id)
    {
        for (int i = 0; i < 10; i++)
        {
            if ((await run.DiagnosticsAsync()).FirstOrDefault(one => one.Id == id) is not { } diagnostic)
            {
                break;
            }
            run = await run.FixAsync(diagnostic);
        }
        return (await run.TextsAsync())["User.cs"];
    }

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));

    [GeneratedRegex(@"\.Add\(Descriptors\.(\w+), (?:Fix\.|fix\b|fitting\b|UnknownAttribute\.Replacement|Replacement\()")]
    private static partial Regex WithFix();
}
