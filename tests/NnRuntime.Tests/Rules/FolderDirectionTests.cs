using NnGenerator.Tests.Support;

namespace NnGen.Tests.Rules;

/// <summary>Each folder of src/NnRuntime uses only those before it in one order, which docs/architecture.md explains.</summary>
public class FolderDirectionTests
{
    // A type belongs to its folder, whatever its namespace: public types keep the namespaces of the contract.
    private static readonly string[] s_order =
    [
        "Text", "Settings", "Randomness", "Memory", "Threads", "Attributes", "Contracts", "CompilerServices", "Optimizers", "Files", "Safetensors", "History",
        "Schedules", "Data", "Data/Augmentation", "Attachments", "Persistence", "Prediction", "Metrics", "Evaluation", "Options", "Steps", "Checkpoints", "Training",
    ];

    // Tests of the sources as text, and numbers that several tests share.
    private static readonly string[] s_ownFolders = ["Rules", "Golden"];

    [Fact]
    public void No_folder_uses_a_later_one()
    {
        string[] found = [.. new FolderDirection(s_order, Sources("src/NnRuntime")).Backwards()];
        Assert.True(found.Length == 0, $"{found.Length} places:\n{string.Join('\n', found)}");
    }

    [Fact]
    public void The_order_is_that_of_the_folders() =>
        Assert.Equal(s_order.Order(StringComparer.Ordinal), Sources("src/NnRuntime").Select(static source => FolderDirection.FolderOf(source.Path)).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Tests_are_in_the_folders_of_what_they_test() =>
        Assert.Empty(Sources("tests/NnRuntime.Tests").Select(static source => source.Path.Split('/')[0]).Distinct().Except(s_order).Except(s_ownFolders));

    [Fact]
    public void The_architecture_lists_the_folders_in_order()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs/architecture.md"));
        Assert.Equal(s_order, lines.SkipWhile(static line => line != "## Folders of the runtime").Skip(1).TakeWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(static line => line.StartsWith("| `", StringComparison.Ordinal)).Select(static line => line.Split('`')[1].TrimEnd('/')));
    }

    [Theory]
    [InlineData("using NnGen.Late;", "the namespace NnGen.Late of Last")]
    [InlineData("using NnGen.Shared;", "the namespace NnGen.Shared of Last")]
    [InlineData("global using static NnGen.Late.Tool;", "the type Tool of Last")]
    [InlineData("class A { object M() => new Tool(1); }", "the type Tool of Last")]
    [InlineData("class A { bool M(object o) => o is Tool; }", "the type Tool of Last")]
    [InlineData("class A { Tool Tool { get; }", "the type Tool of Last")]
    [InlineData("class A { int[] M() => [.. Tool.Of(1)]; }", "the type Tool of Last")]
    [InlineData("class A { string M() => $\"{{a}} {Tool.Of(1)}\"; }", "the type Tool of Last")]
    [InlineData("class A { string M() => $$\"\"\"{a} \" {{Tool.Of(1)}}\"\"\"; }", "the type Tool of Last")]
    [InlineData("class A { NnGen.Late.Tool? _tool; }", "the type Tool of Last")]
    [InlineData("class A { global::NnGen.Late.Tool? _tool; }", "the type Tool of Last")]
    [InlineData("class A { void M(Early e) => e.Improve(1); }", "the extension method Improve of Last")]
    public void A_use_of_a_later_folder_is_found(string code, string use) =>
        Assert.Contains($"First/A.cs(3): the folder First uses {use}, which comes after it", Backwards($"namespace NnGen;\n\n{code}\n"));

    [Theory]
    [InlineData("// Tool")]
    [InlineData("/* Tool */ class A { /// <summary>A <see cref=\"Tool\"/>.</summary>\n }")]
    [InlineData("class A { string M() => \"a \\\" Tool\" + @\"\"\"Tool\" + $\"{{Tool}}\" + '\"'; }")]
    [InlineData("class A { string M() => \"\"\"a \" Tool\"\"\"; }")]
    [InlineData("class A { int Tool { get; } int M(A a) => a.Tool; }")]
    [InlineData("class A { Early? _early; int Toolbox, MyTool; }")]
    [InlineData("using NnGen.Shared;\n class A { Early? _early; }")]
    [InlineData("class A { void M(Early e) => e.Count(1); }")]
    public void Other_uses_of_its_name_are_not(string code) => Assert.Empty(Backwards($"namespace NnGen;\n\n{code}\n"));

    private static IEnumerable<string> Backwards(string first) => new FolderDirection(["First", "Last"],
    [
        ("First/A.cs", first),
        ("First/Early.cs", "namespace NnGen.Shared;\npublic class Early\n{\n    public int Count(int a) => a;\n}"),
        ("Last/Tool.cs", "namespace NnGen.Late;\ninternal sealed record Tool(int Size) { public static int[] Of(int a) => [a]; }"),
        ("Last/ToolExtensions.cs", "using NnGen.Late;\nnamespace NnGen.Shared;\npublic static class ToolExtensions\n{\n    public static Early Improve<T>(this Early early, T a) => new();\n    public static int Count(this Tool tool, int a) => a;\n}"),
    ]).Backwards();

    private static IEnumerable<(string Path, string Text)> Sources(string folder)
    {
        string root = Path.Combine(Repository.Root, folder);
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(root, file).Replace('\\', '/'), File: file))
            .Where(static file => !file.Path.StartsWith("obj/", StringComparison.Ordinal) && !file.Path.StartsWith("bin/", StringComparison.Ordinal))
            .Select(static file => (file.Path, File.ReadAllText(file.File)));
    }
}
