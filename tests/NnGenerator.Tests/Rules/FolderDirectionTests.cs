using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Rules;

/// <summary>Each folder of a project uses only those before it, which the compiler finds out: by a using directive, a name of a type or a member.</summary>
public class FolderDirectionTests
{
    // The folders in their order; what is in none, the entry points, may use all.
    private static readonly string[] s_generator =
    [
        "Infrastructure", "Text", "Formulas", "Activations", "Shapes", "Diagnostics", "Declarations", "Ir", "Printing", "Operations", "Layers", "Losses",
        "Graph", "Inference", "Rewrites", "Lowering", "Planning", "Interpretation", "Emission", "Parsing",
    ];

    [Fact]
    public void Folders_of_the_generator_use_only_those_before_them()
    {
        string root = Path.Combine(Repository.Root, "src", "NnGenerator");
        Assert.Equal(s_generator.Order(StringComparer.Ordinal), Directory.EnumerateDirectories(root).Select(static folder => Path.GetFileName(folder)).Where(static name => name is not ("bin" or "obj")).Order(StringComparer.Ordinal));
        string[] backwards = [.. Backwards(Sources(root), s_generator)];
        Assert.True(backwards.Length == 0, string.Join('\n', backwards));
    }

    [Theory]
    [InlineData("using NnGenerator.Emission;", "", "using NnGenerator.Emission")]
    [InlineData("", "NnGenerator.Emission.Late? _late;", "Emission.Late")]
    [InlineData("using static NnGenerator.Emission.Late;", "int _late = Number;", "Emission.Late")]
    [InlineData("", "static object Make() => Formulas.Early.Of();", "Emission.Late")]
    [InlineData("", "int _late = 1.Twice();", "Emission.Late")]
    public void What_looks_forward_is_found(string directive, string member, string found)
    {
        IEnumerable<(string, string)> sources =
        [
            ("Formulas/Early.cs", $"{directive} namespace NnGenerator.Formulas {{ internal class Early {{ {member} internal static int Of() => 1; }} }}"),
            ("Emission/Late.cs", "namespace NnGenerator.Emission { internal class Late { internal const int Number = 1; Formulas.Early? _early; } }"),
            ("Emission/More.cs", "namespace NnGenerator { internal static class More { internal static int Twice(this int n) => 2 * n; } }"),
        ];
        string[] backwards = [.. Backwards(sources, s_generator)];
        if (member.Contains("Make", StringComparison.Ordinal))
        {
            Assert.Empty(backwards);   // a folder uses itself
            return;
        }
        Assert.Contains(backwards, line => line.StartsWith("Formulas/Early.cs(1): ", StringComparison.Ordinal)
            && line.Contains(member.Contains("Twice", StringComparison.Ordinal) ? "More.Twice" : found, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Name, string Text)> Sources(string root) => Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
        .Select(path => (Name: Path.GetRelativePath(root, path).Replace('\\', '/'), Text: File.ReadAllText(path)))
        .Where(static file => !file.Name.StartsWith("obj/", StringComparison.Ordinal) && !file.Name.StartsWith("bin/", StringComparison.Ordinal));

    private static IEnumerable<string> Backwards(IEnumerable<(string Name, string Text)> sources, string[] order)
    {
        CSharpParseOptions options = new(LanguageVersion.Preview);
        SyntaxTree usings = CSharpSyntaxTree.ParseText("global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;", options);
        SyntaxTree[] trees = [.. sources.Select(file => CSharpSyntaxTree.ParseText(file.Text, options, file.Name))];
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var name && !name.StartsWith("NnGen", StringComparison.Ordinal) && !name.StartsWith("NnRuntime", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path));
        CSharpCompilation compilation = CSharpCompilation.Create("Sources", [usings, .. trees], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

        int Place(string file) => Array.IndexOf(order, file.Split('/')[0]) is >= 0 and var place ? place : int.MaxValue;

        foreach (SyntaxTree tree in trees)
        {
            int own = Place(tree.FilePath);
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (SyntaxNode node in tree.GetRoot().DescendantNodes(descendIntoTrivia: true))
            {
                string? used = node switch
                {
                    UsingDirectiveSyntax { Name: { } name, StaticKeyword.RawKind: 0 } => Array.IndexOf(order, name.ToString().Split('.')[^1]) > own ? $"using {name}" : null,
                    SimpleNameSyntax { Identifier.ValueText: not "var" } name => Source(model.GetSymbolInfo(name)) is var (file, symbol) && Place(file) > own ? symbol : null,
                    _ => null,
                };
                if (used is not null)
                {
                    yield return $"{tree.FilePath}({node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}): {used}";
                }
            }
        }
    }

    // The file that declares what a name means: a type, or a member of one.
    private static (string File, string Symbol)? Source(SymbolInfo info)
    {
        ISymbol? symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        symbol = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol;
        if (symbol is null or INamespaceSymbol or ILocalSymbol or IParameterSymbol or ITypeParameterSymbol or IRangeVariableSymbol)
        {
            return null;
        }
        string? file = symbol.OriginalDefinition.DeclaringSyntaxReferences.Select(static reference => reference.SyntaxTree.FilePath).FirstOrDefault();
        return file is null or "" ? null : (file, symbol.ToDisplayString());
    }
}
