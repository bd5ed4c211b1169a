using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace NnGenerator.Tests.Support;

/// <summary>A source file of a test's user.</summary>
internal sealed record UserFile(string Path, string Text);

/// <summary>How the user's project is set. The defaults are the strictest.</summary>
internal sealed record CompilerSettings
{
    public LanguageVersion Language { get; init; } = LanguageVersion.Latest;

    public bool Checked { get; init; }

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public int WarningLevel { get; init; } = 9999;

    /// <summary>False as RunAnalyzers=false in the project file has it, and F5.</summary>
    public bool RunsAnalyzers { get; init; } = true;

    /// <summary>Whether an editor asks, and not a build.</summary>
    public bool IsEditor { get; init; }

    /// <summary>Ids that NoWarn in the project file has.</summary>
    public IReadOnlyList<string> NoWarn { get; init; } = [];

    /// <summary>What .editorconfig says of severities: dotnet_diagnostic.ID.severity.</summary>
    public IReadOnlyDictionary<string, ReportDiagnostic> Severities { get; init; } = ImmutableDictionary<string, ReportDiagnostic>.Empty;

    /// <summary>References instead of the framework and NnRuntime.</summary>
    public IEnumerable<MetadataReference>? References { get; init; }
}

/// <summary>The generator in the real driver, run over a user's C# against the framework and NnRuntime, every step tracked.</summary>
internal sealed class GeneratorRun
{
    private readonly CompilerSettings _settings;
    private readonly Lazy<ImmutableArray<Diagnostic>> _all, _diagnostics;

    private GeneratorRun(CSharpCompilation input, GeneratorDriver driver, CompilerSettings settings)
    {
        Input = input;
        Driver = driver.RunGeneratorsAndUpdateCompilation(input, out Microsoft.CodeAnalysis.Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        Output = (CSharpCompilation)output;
        GeneratorDiagnostics = diagnostics;
        _settings = settings;
        _all = new(() => Output.WithAnalyzers([new NetworkAnalyzer()]).GetAllDiagnosticsAsync().GetAwaiter().GetResult());
        // As the compiler does it: an error that nothing can suppress ends a build before analyzers are heard.
        bool isOver = !settings.IsEditor && diagnostics.Any(static d => d is { Severity: DiagnosticSeverity.Error } && d.Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable));
        _diagnostics = new(() => [.. InOrder(settings.RunsAnalyzers && !isOver ? diagnostics.AddRange(AnalyzerDiagnostics) : diagnostics)]);
    }

    /// <summary>The driver after the run; what a snapshot test passes to Verify.</summary>
    public GeneratorDriver Driver { get; }

    /// <summary>The user's program alone.</summary>
    public CSharpCompilation Input { get; }

    /// <summary>The user's program with what was emitted.</summary>
    public CSharpCompilation Output { get; }

    /// <summary>What the generator reported: the errors of a build, and CS8785 if it threw.</summary>
    public ImmutableArray<Diagnostic> GeneratorDiagnostics { get; }

    /// <summary>What the analyzer reports, and AD0001 if it threw.</summary>
    public ImmutableArray<Diagnostic> AnalyzerDiagnostics => [.. InOrder(_all.Value.Where(static d => !IsCompilers(d)))];

    /// <summary>What a build or an editor shows of the generator's diagnostics and the analyzer's, in the order of the text.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => _diagnostics.Value;

    public GeneratorRunResult Result => Driver.GetRunResult().Results.Single();

    /// <summary>Hint name → emitted text.</summary>
    public IReadOnlyDictionary<string, string> Sources =>
        Result.GeneratedSources.ToDictionary(static source => source.HintName, static source => source.SourceText.ToString());

    /// <summary>The errors and warnings of the compiler for the program with the emitted code.</summary>
    public IReadOnlyList<Diagnostic> CompilerComplaints =>
        [.. (_settings.RunsAnalyzers ? _all.Value : Output.GetDiagnostics()).Where(static d => d.Severity >= DiagnosticSeverity.Warning && IsCompilers(d))];

    /// <summary>Runs the generator on one file, <c>User.cs</c>.</summary>
    public static GeneratorRun Of(string source, CompilerSettings? settings = null) => Of([new UserFile("User.cs", source)], settings);

    /// <summary>Runs the generator on a project of several files.</summary>
    public static GeneratorRun Of(IEnumerable<UserFile> files, CompilerSettings? settings = null)
    {
        settings ??= new CompilerSettings();
        var parsing = new CSharpParseOptions(settings.Language, DocumentationMode.Diagnose);
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            checkOverflow: settings.Checked,
            warningLevel: settings.WarningLevel,
            nullableContextOptions: settings.Nullable,
            specificDiagnosticOptions: settings.NoWarn.Select(static id => KeyValuePair.Create(id, ReportDiagnostic.Suppress)));
        CSharpCompilation input = CSharpCompilation.Create("User", files.Select(file => Parse(file, parsing)), settings.References ?? Framework.Append(Runtime),
            options.WithSyntaxTreeOptionsProvider(new EditorConfig(settings.Severities)));
        CSharpGeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new NetworkGenerator().AsSourceGenerator()],
            parseOptions: parsing,
            optionsProvider: new ProjectProperties(settings.IsEditor),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return new GeneratorRun(input, driver, settings);
    }

    /// <summary>The next run of the same driver, after the user changed the text of a file.</summary>
    public GeneratorRun Edit(string path, Func<string, string> edit)
    {
        SyntaxTree tree = Input.SyntaxTrees.Single(tree => tree.FilePath == path);
        string before = tree.ToString(), after = edit(before);
        Assert.NotEqual(before, after);
        return new GeneratorRun(Input.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(after, Encoding.UTF8))), Driver, _settings);
    }

    /// <summary>Compiles the user's program with the emitted code and loads it.</summary>
    public LoadedProgram Emit()
    {
        using var image = new MemoryStream();
        var result = Output.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        return new LoadedProgram(image);
    }

    /// <summary>Asserts that neither the generator nor the compiler has anything to say, and that code was emitted.</summary>
    public GeneratorRun IsClean()
    {
        Assert.DoesNotContain(Diagnostics, static d => d.Severity >= DiagnosticSeverity.Warning);
        Assert.True(CompilerComplaints.Count == 0, Describe(CompilerComplaints));
        Assert.NotEmpty(Sources);
        return this;
    }

    /// <summary>Complaints with the lines that they are about; the first ten.</summary>
    public static string Describe(IEnumerable<Diagnostic> complaints) => string.Join("\n", complaints.Take(10).Select(static complaint =>
        complaint.Location.SourceTree?.GetText().Lines[complaint.Location.GetLineSpan().StartLinePosition.Line] is { } line
            ? $"{complaint}\n    {line.ToString().Trim()}"
            : complaint.ToString()));

    private static IEnumerable<Diagnostic> InOrder(IEnumerable<Diagnostic> diagnostics) => diagnostics
        .OrderBy(static d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(static d => d.Location.SourceSpan.Start).ThenBy(static d => d.Id, StringComparer.Ordinal);

    private static bool IsCompilers(Diagnostic diagnostic) => diagnostic.Id.StartsWith("CS", StringComparison.Ordinal);

    private static SyntaxTree Parse(UserFile file, CSharpParseOptions parsing) =>
        CSharpSyntaxTree.ParseText(SourceText.From(file.Text, Encoding.UTF8), parsing, file.Path);

    /// <summary>The framework alone: what a user's project references, none of the test's own packages.</summary>
    public static ImmutableArray<MetadataReference> Framework { get; } = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(static path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
        .Select(static path => MetadataReference.CreateFromFile(path))];

    private static MetadataReference Runtime { get; } = MetadataReference.CreateFromFile(typeof(NnGen.NetworkInfo).Assembly.Location);
}
