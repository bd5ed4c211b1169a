using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Rules;

/// <summary>Each folder of the generator and of the runtime uses only those before it, in the order of docs/architecture.md.</summary>
public class FolderDirectionTests
{
    private static readonly string[] s_generator =
    [
        "Infrastructure", "Text", "Formulas", "Activations", "Shapes", "Diagnostics", "Declarations", "Ir", "Printing", "Operations", "Layers", "Losses",
        "Graph", "Inference", "Rewrites", "Lowering", "Planning", "Interpretation", "Emission", "Parsing",
    ];

    private static readonly string[] s_runtime =
    [
        "Text", "Settings", "Randomness", "Memory", "Threads", "Attributes", "Contracts", "CompilerServices", "Optimizers", "Files", "Safetensors", "History",
        "Schedules", "Data", "Data/Augmentation", "Attachments", "Persistence", "Prediction", "Metrics", "Evaluation", "Options", "Steps", "Checkpoints", "Training",
    ];

    // Printed files belong to the folder that they are printed for.
    private const string Printed = "CompilerServices/Printed";

    // Tests of the sources as text, and numbers that several tests share.
    private static readonly string[] s_ownFolders = ["Rules", "Golden"];

    [Theory]
    [InlineData("src/NnGenerator")]
    [InlineData("src/NnRuntime")]
    public void No_folder_uses_a_later_one(string project)
    {
        string[] found = [.. new FolderDirection(Order(project)).Backwards(Sources(project))];
        Assert.True(found.Length == 0, $"{found.Length} places:\n{string.Join('\n', found)}");
    }

    [Theory]
    [InlineData("src/NnGenerator")]
    [InlineData("src/NnRuntime")]
    public void The_order_is_that_of_the_folders(string project) =>
        Assert.Equal(Order(project).Order(StringComparer.Ordinal), Folders(project).Where(static folder => folder is not ("" or Printed)).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("src/NnGenerator", "### Folders of the generator")]
    [InlineData("src/NnRuntime", "## Folders of the runtime")]
    public void The_architecture_lists_the_folders_in_order(string project, string heading)
    {
        IEnumerable<string> rows = File.ReadLines(Path.Combine(Repository.Root, "docs/architecture.md")).SkipWhile(line => line != heading).Skip(1)
            .TakeWhile(static line => !line.StartsWith('#')).Where(static line => line.StartsWith("| `", StringComparison.Ordinal));
        Assert.Equal(Order(project), rows.SelectMany(static row => row.Split('|')[1].Split(',')).Select(static folder => folder.Trim(' ', '`', '/')));
    }

    [Fact]
    public void Tests_of_the_runtime_are_in_the_folders_of_what_they_test() =>
        Assert.Empty(Folders("tests/NnRuntime.Tests").Select(static folder => folder.Split('/')[0]).Distinct().Except(s_runtime).Except(s_ownFolders));

    [Theory]
    [InlineData("using NnGen.Late;", "the namespace NnGen.Late of Last")]
    [InlineData("using NnGen.Shared;", "the namespace NnGen.Shared of Last")]
    [InlineData("using static NnGen.Late.Tool;", "NnGen.Late.Tool of Last")]
    [InlineData("using NnGen.Late; class A { object M() => new Tool(1); }", "NnGen.Late.Tool of Last")]
    [InlineData("class A { NnGen.Late.Tool? _tool; }", "NnGen.Late.Tool of Last")]
    [InlineData("class A { string M() => $\"{{a}} {NnGen.Late.Tool.Of(1)}\"; }", "NnGen.Late.Tool.Of(int) of Last")]
    [InlineData("using NnGen.Shared; class A { void M(Early e) => e.Improve(1); }", "NnGen.Shared.ToolExtensions.Improve<T>(NnGen.Shared.Early, T) of Last")]
    [InlineData("using NnGen.Shared; class A { int M() => Early.Make.Size; }", "NnGen.Late.Tool.Size of Last")]
    [InlineData("/// <summary><see cref=\"NnGen.Late.Tool\"/></summary>\nclass A;", null)]
    [InlineData("// NnGen.Late.Tool\nclass A { string M() => \"NnGen.Late.Tool\"; }", null)]
    [InlineData("using NnGen.Shared; class A { Early? _early; int Tool { get; } }", null)]
    [InlineData("using NnGen.Shared; class A { int M(Early e) => e.Count(1); }", null)]
    public void A_use_of_a_later_folder_is_found(string code, string? use)
    {
        string[] found = [.. new FolderDirection(["First", "Last"]).Backwards(
        [
            ("First/A.cs", code),
            ("First/Early.cs", "namespace NnGen.Shared; public class Early { internal static readonly NnGen.Late.Tool Make = new(1); public int Count(int a) => a; }"),
            ("Last/Tool.cs", "namespace NnGen.Late; internal sealed record Tool(int Size) { public static int[] Of(int a) => [a]; }"),
            ("Last/ToolExtensions.cs", "using NnGen.Late; namespace NnGen.Shared; public static class ToolExtensions { public static Early Improve<T>(this Early early, T a) => early; internal static int Count(this Tool tool, int a) => a; }"),
        ]).Where(static line => line.StartsWith("First/A.cs", StringComparison.Ordinal))];
        if (use is null)
        {
            Assert.Empty(found);
        }
        else
        {
            Assert.Contains($"First/A.cs(1): First uses {use}, which comes after it", found);
        }
    }

    private static string[] Order(string project) => project == "src/NnGenerator" ? s_generator : s_runtime;

    private static IEnumerable<string> Folders(string project) => Sources(project).Select(static source => Path.GetDirectoryName(source.Path)!.Replace('\\', '/')).Distinct();

    private static IEnumerable<(string Path, string Text)> Sources(string project)
    {
        string root = Path.Combine(Repository.Root, project);
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(root, file).Replace('\\', '/'), File: file))
            .Where(static file => !file.Path.StartsWith("obj/", StringComparison.Ordinal) && !file.Path.StartsWith("bin/", StringComparison.Ordinal))
            .Select(static file => (file.Path, File.ReadAllText(file.File)));
    }
}
