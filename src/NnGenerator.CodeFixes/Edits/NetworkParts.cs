using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NnGenerator.Graph;
using NnGenerator.Parsing;

namespace NnGenerator.CodeFixes.Edits;

/// <summary>The attributes of NnGen on all parts of a network's class, in the order of the compilation.</summary>
internal sealed class NetworkParts
{
    private readonly DeclaredAttribute[] _own, _other;

    private NetworkParts(DeclaredAttribute[] own, DeclaredAttribute[] other)
    {
        _own = own;
        _other = other;
    }

    /// <summary>The parts of the class that an attribute belongs to; null where none has [Network].</summary>
    public static async Task<NetworkParts?> OfAsync(Document document, AttributeSyntax attribute, CancellationToken cancellation)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        if (attribute.Parent?.Parent is not TypeDeclarationSyntax declaration || model.GetDeclaredSymbol(declaration, cancellation) is not { } type)
        {
            return null;
        }
        List<DeclaredAttribute> all = [];
        SyntaxTree[] order = [.. model.Compilation.SyntaxTrees];
        foreach (AttributeData data in NetworkParser.Attributes(type).OrderBy(data => Array.IndexOf(order, data.ApplicationSyntaxReference?.SyntaxTree)).ThenBy(static data => data.ApplicationSyntaxReference?.Span.Start))
        {
            if (data.ApplicationSyntaxReference is { } reference && document.Project.GetDocument(reference.SyntaxTree) is { } file && data.AttributeClass is { } meant
                && await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false) is AttributeSyntax { Parent.Parent: TypeDeclarationSyntax } syntax)
            {
                all.Add(new DeclaredAttribute(file, syntax, meant, NetworkParser.Name(data)));
            }
        }
        SyntaxNode? network = all.Find(static one => one.IsNetwork)?.Part;
        return network is null ? null : new NetworkParts([.. all.Where(one => one.Part == network)], [.. all.Where(one => one.Part != network && !one.IsNetwork)]);
    }

    /// <summary>Moves the layers and losses of the other parts after those of the part with [Network]. Attributes that shared brackets still do.</summary>
    public async Task MoveLayersAsync(SolutionEdits edits, CancellationToken cancellation)
    {
        DeclaredAttribute last = _own[_own.Length - 1];
        SemanticModel model = (await last.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        AttributeEdit target = edits.For(last.Document).Of(last.Syntax);
        foreach (IGrouping<SyntaxNode?, DeclaredAttribute> list in _other.GroupBy(static layer => layer.Syntax.Parent))
        {
            // Every layer on another part has a diagnostic of its own, and each of them moves all.
            DeclaredAttribute[] layers = [.. list.Where(layer => !edits.For(layer.Document).Of(layer.Syntax).IsRemoved)];
            if (layers.Length > 0)
            {
                target.AppendList(string.Join(", ", layers.Select(layer => AttributeNames.Move(layer.Syntax, layer.Class, model, last.Syntax))));
            }
            foreach (DeclaredAttribute layer in layers)
            {
                edits.For(layer.Document).Of(layer.Syntax).Remove();
            }
        }
    }

    /// <summary>The last layer after a loss, which may be anywhere in the list: what is inserted before a loss means the end of the layers.</summary>
    public AttributeSyntax? LastLayerBehind(AttributeSyntax attribute)
    {
        int loss = Array.FindIndex(_own, one => one.Syntax == attribute && LayerCatalog.Losses.ContainsKey(one.Name));
        return loss < 0 ? null : _own.Skip(loss).LastOrDefault(static one => LayerCatalog.All.ContainsKey(one.Name))?.Syntax;
    }

    // A layer, a loss or [Network], where it is written and what it means.
    private sealed record DeclaredAttribute(Document Document, AttributeSyntax Syntax, INamedTypeSymbol Class, string Name)
    {
        public bool IsNetwork => Name == "Network";

        public SyntaxNode Part => Syntax.Parent!.Parent!;
    }
}
