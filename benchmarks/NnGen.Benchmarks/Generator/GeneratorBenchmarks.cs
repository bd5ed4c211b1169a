using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NnGenerator;

namespace NnGen.Benchmarks.Generator;

/// <summary>The generator in the compiler's driver, over a project with so many networks, each in a file of its own.</summary>
/// <remarks>The compilations are clones, so that every run has to bind the attributes anew, as after an edit.</remarks>
[Config(typeof(Config))]
public class GeneratorBenchmarks
{
    private CSharpCompilation _project = null!, _edited = null!, _editedElsewhere = null!;
    private CSharpParseOptions _options = null!;
    private GeneratorDriver _warm = null!;

    /// <summary>Networks of the project.</summary>
    [Params(1, 10, 100)]
    public int Networks { get; set; }

    /// <summary>Makes the project, and a driver that has seen it.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _options = new CSharpParseOptions(LanguageVersion.Latest);
        SyntaxTree[] networks = [.. Enumerable.Range(0, Networks).Select(i => Parse($"Net{i}.cs", Network(i, units: 64 + i)))];
        SyntaxTree other = Parse("Program.cs", "System.Console.WriteLine(1);");
        _project = CSharpCompilation.Create("Project", [.. networks, other], References(), new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        _edited = _project.ReplaceSyntaxTree(networks[0], Parse("Net0.cs", Network(0, units: 999)));
        _editedElsewhere = _project.ReplaceSyntaxTree(other, Parse("Program.cs", "System.Console.WriteLine(2);"));
        _warm = Driver().RunGenerators(_project);

        GeneratorDriverRunResult result = _warm.GetRunResult();
        if (result.Results.Single() is { Exception: { } thrown })
        {
            throw new InvalidOperationException("The generator threw.", thrown);
        }
        if (result.GeneratedTrees.Length != Networks)
        {
            throw new InvalidOperationException($"{result.GeneratedTrees.Length} files were emitted for {Networks} networks: {string.Join(' ', result.Diagnostics)}");
        }
    }

    /// <summary>A build: a driver that has seen nothing.</summary>
    [Benchmark]
    public GeneratorDriver FirstRun() => Driver().RunGenerators(_project.Clone());

    /// <summary>In the editor: one network got another number of units.</summary>
    [Benchmark]
    public GeneratorDriver EditOfANetwork() => _warm.RunGenerators(_edited.Clone());

    /// <summary>In the editor: a file without a network changed.</summary>
    [Benchmark]
    public GeneratorDriver EditElsewhere() => _warm.RunGenerators(_editedElsewhere.Clone());

    private static string Network(int i, int units) => $$"""
        using NnGen;

        namespace Project;

        [Network(784)]
        [Dense({{units}}), Relu]
        [Dropout(0.2)]
        [Dense(10), Softmax]
        public sealed partial class Net{{i}};
        """;

    private SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), _options, path);

    private CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: _options);

    // The framework and NnRuntime: what a user's project references.
    private static IEnumerable<MetadataReference> References()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == framework)
            .Append(typeof(NnGen.NetworkInfo).Assembly.Location)
            .Select(static path => MetadataReference.CreateFromFile(path));
    }

    private sealed class Config : ManualConfig
    {
        public Config()
        {
            AddDiagnoser(MemoryDiagnoser.Default);
            AddColumn(new ComputedColumn("Each further", "Time of each network beyond the first, (mean − mean of one) / (networks − 1)", static (summary, benchmark) =>
                EachFurther(summary, benchmark, 1e6, "ms", static (report, _) => report.ResultStatistics?.Mean)));
            AddColumn(new ComputedColumn("Allocated each", "Memory allocated for each network beyond the first", static (summary, benchmark) =>
                EachFurther(summary, benchmark, 1024, "KB", static (report, benchmark) => report.GcStats.GetBytesAllocatedPerOperation(benchmark))));
        }

        private static string EachFurther(Summary summary, BenchmarkCase benchmark, double unit, string name, Func<BenchmarkReport, BenchmarkCase, double?> value)
        {
            int networks = (int)benchmark.Parameters[nameof(Networks)];
            BenchmarkCase one = summary.BenchmarksCases.Single(other => other.Descriptor == benchmark.Descriptor && (int)other.Parameters[nameof(Networks)] == 1);
            return networks > 1 && summary[benchmark] is { } manyReport && summary[one] is { } oneReport
                && value(manyReport, benchmark) is { } many && value(oneReport, one) is { } first
                ? $"{((many - first) / (networks - 1) / unit).ToString("F2", CultureInfo.InvariantCulture)} {name}"
                : "–";
        }
    }
}
