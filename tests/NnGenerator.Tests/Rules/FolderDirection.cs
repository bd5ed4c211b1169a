using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NnGenerator.Tests.Rules;

/// <summary>Finds what a folder of a project uses of the folders after it, by asking the compiler what each name means. A type belongs to the folder of its file,
/// regardless of its namespace.</summary>
/// <param name="order">The folders in their order. Files in other places may use everything.</param>
internal sealed class FolderDirection(string[] order)
{
    /// <summary>The implicit usings of a project.</summary>
    public const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    /// <summary>Returns the position of the folder of a file: the longest one of the order that contains it.</summary>
    public int Position(string file)
    {
        string[] parts = file.Split('/');
        for (int length = parts.Length - 1; length > 0; length--)
        {
            int position = Array.IndexOf(order, string.Join('/', parts.Take(length)));
            if (position >= 0)
            {
                return position;
            }
        }
        return int.MaxValue;
    }

    /// <summary>Returns a line for each name and each using directive that refers to a later folder.</summary>
    /// <param name="sources">Paths from the root of the project, and texts.</param>
    public IEnumerable<string> Backwards(IEnumerable<(string Path, string Text)> sources)
    {
        CSharpParseOptions options = new(LanguageVersion.Preview);
        SyntaxTree[] trees = [.. sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, options, source.Path))];
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var name && !name.StartsWith("NnGen", StringComparison.Ordinal) && !name.StartsWith("NnRuntime", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path));
        CSharpCompilation compilation = CSharpCompilation.Create("Sources", [CSharpSyntaxTree.ParseText(Usings, options), .. trees], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        return trees.SelectMany(tree => Backwards(compilation.GetSemanticModel(tree)));
    }

    private IEnumerable<string> Backwards(SemanticModel model)
    {
        int own = Position(model.SyntaxTree.FilePath);
        (SyntaxNode Node, ISymbol Symbol, int Position)[] uses = [.. model.SyntaxTree.GetRoot().DescendantNodes(descendIntoTrivia: true).OfType<SimpleNameSyntax>()
            .Select(name => (Node: (SyntaxNode)name, Symbol: Declared(model.GetSymbolInfo(name))))
            .Where(static use => use.Symbol is not null)
            .Select(use => (use.Node, Symbol: use.Symbol!, Position: Position(use.Symbol!.DeclaringSyntaxReferences[0].SyntaxTree.FilePath)))];

        // Documentation may point to what comes later.
        foreach ((SyntaxNode node, ISymbol symbol, int position) in uses.Where(use => use.Position > own && !use.Node.IsPartOfStructuredTrivia()))
        {
            yield return At(node, symbol.ToDisplayString(), own, position);
        }

        // A namespace may extend over several folders. A directive for it is in order if the file uses something of it that is not in a later folder.
        ILookup<string, int> used = uses.ToLookup(static use => use.Symbol.ContainingNamespace.ToDisplayString(), static use => use.Position);
        foreach (UsingDirectiveSyntax directive in model.SyntaxTree.GetRoot().DescendantNodes().OfType<UsingDirectiveSyntax>())
        {
            if (directive.Name is { } name && model.GetSymbolInfo(name).Symbol is INamespaceSymbol space && !used[space.ToDisplayString()].Any(position => position <= own)
                && Files(space).Select(Position).DefaultIfEmpty(-1).Max() is var last && last > own)
            {
                yield return At(directive, $"the namespace {space.ToDisplayString()}", own, last);
            }
        }
    }

    private string At(SyntaxNode node, string used, int own, int later) =>
        $"{node.SyntaxTree.FilePath}({node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}): {order[own]} uses {used} of {(later < order.Length ? order[later] : "the project's root")}, which comes after it";

    private static IEnumerable<string> Files(INamespaceSymbol space) =>
        space.GetTypeMembers().SelectMany(static type => type.DeclaringSyntaxReferences).Select(static reference => reference.SyntaxTree.FilePath).Where(static file => file.Length > 0);

    // The type or member of the sources that a name means.
    private static ISymbol? Declared(SymbolInfo info)
    {
        ISymbol? symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        symbol = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol;
        return symbol is INamespaceSymbol or ILocalSymbol or IParameterSymbol or ITypeParameterSymbol or IRangeVariableSymbol ? null
            : symbol?.OriginalDefinition is { DeclaringSyntaxReferences: [{ SyntaxTree.FilePath.Length: > 0 }, ..] } declared ? declared : null;
    }
}
