using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PackageTests;

/// <summary>What is in the packages: files, metadata and symbols.</summary>
public sealed class PackageContentTests(Feed feed)
{
    private static readonly Dictionary<string, string[]> s_files = new()
    {
        ["NnGen"] =
        [
            "README.md",
            "analyzers/dotnet/roslyn4.8/cs/NnGenerator.CodeFixes.dll",
            "analyzers/dotnet/roslyn4.8/cs/NnGenerator.dll",
            "buildTransitive/net10.0/NnGen.props",
            "buildTransitive/net10.0/NnGenerator.editor.globalconfig",
            "buildTransitive/netstandard2.0/NnGen.targets",
            "icon.png",
            "lib/net10.0/NnRuntime.dll",
            "lib/net10.0/NnRuntime.xml",
        ],
        ["NnGen.Report"] = ["README.md", "icon.png", "lib/net10.0/NnRuntime.Report.dll", "lib/net10.0/NnRuntime.Report.xml"],
        ["NnGen.TensorBoard"] = ["README.md", "icon.png", "lib/net10.0/NnRuntime.TensorBoard.dll", "lib/net10.0/NnRuntime.TensorBoard.xml"],
        ["NnGen.Terminal"] = ["README.md", "icon.png", "lib/net10.0/NnRuntime.Terminal.dll", "lib/net10.0/NnRuntime.Terminal.xml"],
        ["NnGen.Templates"] = ["README.md", .. Templates(), "icon.png"],
    };

    public static TheoryData<string> Packages { get; } = [.. s_files.Keys];

    public static TheoryData<string> Libraries { get; } = [.. s_files.Keys.Where(static id => id != "NnGen.Templates")];

    [Fact]
    public void There_are_no_other_packages()
    {
        string[] expected = [.. s_files.Keys.Select(static id => $"{id}.{Feed.Version}.nupkg"), .. s_files.Keys.Where(static id => id != "NnGen.Templates").Select(static id => $"{id}.{Feed.Version}.snupkg")];
        IEnumerable<string> packages = Directory.EnumerateFiles(feed.Folder).Select(static file => Path.GetFileName(file)).Where(static name => name.Contains($".{Feed.Version}.", StringComparison.Ordinal));
        Assert.Equal(expected.Order(StringComparer.Ordinal), packages.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_has_its_files_and_no_others(string id) => Assert.Equal(s_files[id], Package.Open(feed, id, "nupkg").Files);

    [Theory]
    [InlineData("NnGen")]
    [InlineData("NnGen.Report", "NnGen", "ScottPlot")]
    [InlineData("NnGen.TensorBoard", "Google.Protobuf", "NnGen")]
    [InlineData("NnGen.Terminal", "NnGen", "Spectre.Console")]
    [InlineData("NnGen.Templates")]
    public void A_package_depends_on_what_its_assembly_uses_and_does_not_contain(string id, params string[] dependencies)
    {
        Package package = Package.Open(feed, id, "nupkg");
        Assert.Equal(dependencies, package.Dependencies.Select(static dependency => dependency.Id).Order(StringComparer.Ordinal));

        // With the generator of NnGen, and of the same version.
        Assert.All(package.Dependencies.Where(static dependency => dependency.Id == "NnGen"), static dependency => Assert.Equal(("NnGen", Feed.Version, "All"), dependency));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_metadata_are_complete(string id)
    {
        Package package = Package.Open(feed, id, "nupkg");
        Assert.Equal(id, Text("id"));
        Assert.Equal(Feed.Version, Text("version"));
        Assert.Equal("icon.png", Text("icon"));
        Assert.Equal("README.md", Text("readme"));
        Assert.Equal(("expression", "MIT"), (package.Metadata("license")!.Attribute("type")!.Value, Text("license")));
        Assert.StartsWith("The NnGen authors", Text("authors"), StringComparison.Ordinal);
        Assert.Contains("The NnGen authors", Text("copyright"), StringComparison.Ordinal);
        Assert.Contains("NnGen", id == "NnGen" ? "NnGen" : Text("description"), StringComparison.Ordinal);
        Assert.InRange(Text("description").Length, 40, 4000);
        Assert.Contains("neural-network", Text("tags").Split(' '));

        // Release notes may have 35,000 characters.
        Assert.StartsWith("### ", Text("releaseNotes"), StringComparison.Ordinal);
        Assert.InRange(Text("releaseNotes").Length, 100, 35_000);
        Assert.StartsWith($"# {id}\n", System.Text.Encoding.UTF8.GetString(package["README.md"]), StringComparison.Ordinal);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], package["icon.png"][..4]);
        if (Path.Exists(Path.Combine(Feed.Root, ".git")))
        {
            Assert.Equal("git", package.Metadata("repository")?.Attribute("type")?.Value);
            Assert.Matches("^[0-9a-f]{40}$", package.Metadata("repository")!.Attribute("commit")!.Value);
        }

        string Text(string element) => package.Metadata(element)?.Value ?? "";
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Symbols_are_those_of_the_assembly(string id)
    {
        Package package = Package.Open(feed, id, "nupkg"), symbols = Package.Open(feed, id, "snupkg");
        string library = Assert.Single(package.Files, static file => file.StartsWith("lib/net10.0/NnRuntime", StringComparison.Ordinal) && file.EndsWith(".dll", StringComparison.Ordinal));
        string pdb = Path.ChangeExtension(library, ".pdb");
        Assert.Equal([pdb], symbols.Files);

        using PEReader assembly = Assembly(package, library);
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols[pdb]));
        BlobContentId identity = new(provider.GetMetadataReader().DebugMetadataHeader!.Id);
        Assert.Equal(CodeView(assembly).Guid, identity.Guid);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void No_folder_or_branch_or_time_of_the_build_is_in_a_package(string id)
    {
        Assert.SkipUnless(Feed.Configuration == "Release", "Other configurations keep the paths of the sources for debuggers.");
        Package package = Package.Open(feed, id, "nupkg"), symbols = Package.Open(feed, id, "snupkg");
        Assert.All(package.Files.Where(static file => file.EndsWith(".dll", StringComparison.Ordinal)), file =>
        {
            using PEReader assembly = Assembly(package, file);
            Assert.StartsWith("/_/", CodeView(assembly).Path, StringComparison.Ordinal);
        });
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols[Assert.Single(symbols.Files)]));
        MetadataReader reader = provider.GetMetadataReader();
        Assert.All(reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name)), static path => Assert.StartsWith("/_/", path, StringComparison.Ordinal));
        Assert.Null(package.Metadata("repository")?.Attribute("branch"));
        Assert.Single(package.Entries.Concat(symbols.Entries).Select(static entry => entry.Time).Distinct());
    }

    [Fact]
    public void Validation_has_no_suppressions() => Assert.Empty(Directory.EnumerateFiles(Path.Combine(Feed.Root, "src"), "CompatibilitySuppressions.xml", SearchOption.AllDirectories));

    private static PEReader Assembly(Package package, string file) => new(new MemoryStream(package[file]));

    private static CodeViewDebugDirectoryData CodeView(PEReader assembly) =>
        assembly.ReadCodeViewDebugDirectoryData(assembly.ReadDebugDirectory().Single(static entry => entry.Type == DebugDirectoryEntryType.CodeView));

    // The files of the templates, without what their builds and tests left in them.
    private static IEnumerable<string> Templates()
    {
        string folder = Path.Combine(Feed.Root, "templates");
        return new[] { "nngen", "nngen-api" }
            .SelectMany(template => Directory.EnumerateFiles(Path.Combine(folder, template), "*", SearchOption.AllDirectories))
            .Select(file => $"content/{Path.GetRelativePath(folder, file).Replace('\\', '/')}")
            .Where(static file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
    }
}
