using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NnGenerator.Tests.Rules;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Layers;

/// <summary>The example of CONTRIBUTING.md: a generator with one file and one line more knows the layer.</summary>
public partial class AddingALayerTests
{
    // A generator and a runtime of different versions refuse to work together.
    private static readonly string s_version = $"[assembly: System.Reflection.AssemblyVersion(\"{typeof(NetworkGenerator).Assembly.GetName().Version}\")]";

    // The tests that every layer has to pass.
    private static readonly string[] s_rules = ["Support/NetworkCases.cs", "Support/ImageCases.cs", "Support/GraphCases.cs", "Support/SumLayer.cs", "Support/CaseData.cs", "Lowering/GradientRuleTests.cs"];

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Latest);

    // What a user of the new layer writes.
    private const string Program = """
        using NnGen;
        using NnGen.Optimizers;
        namespace Cases;
        [Network(7)] [ResidualDense] [Dense(3), Softmax] public sealed partial class ResidualBlock;
        public static class Program
        {
            public static string Train()
            {
                ResidualBlock network = new(1);
                System.Random random = new(2);
                float[] inputs = new float[40 * 7], outputs = new float[40 * 3];
                int[] classes = new int[40];
                for (int i = 0; i < inputs.Length; i++) inputs[i] = random.NextSingle() - 0.5f;
                for (int i = 0; i < 40; i++) classes[i] = inputs[7 * i] * inputs[7 * i + 1] > 0 ? 2 : inputs[7 * i] > 0 ? 1 : 0;
                float[] gradients = new float[ResidualBlock.ParameterCount];
                float first = network.Loss(inputs, classes);
                Adam adam = new(0.02f);
                for (int step = 0; step < 300; step++)
                {
                    network.Backward(inputs, classes, gradients);
                    adam.Step(network.Parameters, gradients);
                }
                float last = network.Loss(inputs, classes);
                return last < 0.2f * first ? ResidualBlock.Info.Layers[0].Title : $"The loss falls from {first} to {last}.";
            }
        }
        """;

    [Fact]
    public void The_example_is_a_layer()
    {
        Dictionary<string, string> blocks = CodeBlock().Matches(File.ReadAllText(Path.Combine(Repository.Root, "CONTRIBUTING.md"))).ToDictionary(static match => match.Groups[1].Value, static match => match.Groups[2].Value);
        string layer = blocks["src/NnGenerator/Layers/ResidualDenseLayer.cs"], attribute = "using System;\n" + blocks["src/NnRuntime/Attributes/ResidualDenseAttribute.cs"];
        Dictionary<string, string> sources = Sources("src/NnGenerator").Append(Path.Combine(Repository.Root, "src/NnRuntime/Text/LayerTable.cs"))
            .Concat(s_rules.Select(static file => Path.Combine(Repository.Root, "tests/NnGenerator.Tests/" + file)))
            .ToDictionary(static path => path, File.ReadAllText);
        AddLine(sources, "LayerCatalog.cs", "[\"Dense\"] = DenseLayer.Parse,", blocks["src/NnGenerator/Graph/LayerCatalog.cs"]);
        AddLine(sources, "NetworkCases.cs", ".. ImageCases.All,", blocks["tests/NnGenerator.Tests/Support/NetworkCases.cs"]);

        AssemblyLoadContext context = new("Example", isCollectible: true);
        Assembly generator = Load(context, "Extended", [FolderDirection.Usings + " global using Xunit;", s_version, layer, .. sources.Values], References(static name => name is not "NnGenerator"));
        Type rules = generator.GetType("NnGenerator.Tests.Lowering.GradientRuleTests")!;
        foreach (string rule in new[] { "Backward_is_the_gradient_of_the_loss", "BackwardFromOutput_is_the_gradient_of_the_outputs", "Planned_memory_gives_the_same_bits" })
        {
            rules.GetMethod(rule)!.Invoke(Activator.CreateInstance(rules), ["ResidualBlock"]);
        }
        IIncrementalGenerator instance = (IIncrementalGenerator)Activator.CreateInstance(generator.GetType("NnGenerator.NetworkGenerator")!)!;
        CSharpCompilation user = Compilation("User", [attribute, Program], References(static _ => true));
        CSharpGeneratorDriver.Create([instance.AsSourceGenerator()], parseOptions: s_options).RunGeneratorsAndUpdateCompilation(user, out Compilation output, out _, TestContext.Current.CancellationToken);
        Assembly program = context.LoadFromStream(Emitted(output));

        Assert.Equal("ResidualDense", program.GetType("Cases.Program")!.GetMethod("Train")!.Invoke(null, null));
        context.Unload();
    }

    [GeneratedRegex(@"```csharp\n// (\S+)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    private static IEnumerable<string> Sources(string project) => Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.cs", SearchOption.AllDirectories)
        .Where(static path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("\\obj\\", StringComparison.Ordinal));

    private static void AddLine(Dictionary<string, string> sources, string file, string after, string line)
    {
        string path = sources.Keys.Single(path => Path.GetFileName(path) == file);
        Assert.Contains(after, sources[path], StringComparison.Ordinal);
        sources[path] = sources[path].Replace(after, after + "\n" + line, StringComparison.Ordinal);
    }

    private static Assembly Load(AssemblyLoadContext context, string name, IEnumerable<string> sources, IEnumerable<MetadataReference> references) =>
        context.LoadFromStream(Emitted(Compilation(name, sources, references)));

    private static CSharpCompilation Compilation(string name, IEnumerable<string> sources, IEnumerable<MetadataReference> references) => CSharpCompilation.Create(
        name, sources.Select(static source => CSharpSyntaxTree.ParseText(source, s_options)), references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static MemoryStream Emitted(Compilation compilation)
    {
        MemoryStream image = new();
        Assert.Empty(compilation.Emit(image).Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        image.Position = 0;
        return image;
    }

    private static IEnumerable<MetadataReference> References(Func<string, bool> isWanted) => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => isWanted(Path.GetFileNameWithoutExtension(path))).Select(static path => MetadataReference.CreateFromFile(path));
}
