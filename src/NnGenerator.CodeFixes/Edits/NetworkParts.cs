using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NnGenerator.Layers;

namespace NnGenerator.CodeFixes.Edits;

/// <summary>A layer, a loss or [Network], where it is written and what it means.</summary>
internal sealed record DeclaredAttribute(Document Document, AttributeSyntax Syntax, INamedTypeSymbol Class, string Name);

/// <summary>The attributes of NnGen on all parts of a network's class.</summary>
internal sealed class NetworkParts
{
    private readonly DeclaredAttribute[] _own, _other;

    private NetworkParts(DeclaredAttribute[] own, DeclaredAttribute[] other)
    {
        _own = own;
        _other = other;
    }

    /// <summary>The parts of the class that an attribute stands on, in the order of the compilation; null where none has [Network].</summary>
    public static async Task<NetworkParts?> OfAsync(Document document, AttributeSyntax attribute, CancellationToken cancellation)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        if (attribute.Parent?.Parent is not TypeDeclarationSyntax declaration || model.GetDeclaredSymbol(declaration, cancellation) is not { } type)
        {
            return null;
        }
        List<DeclaredAttribute[]> parts = [];
        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            if (await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false) is TypeDeclarationSyntax part && document.Project.GetDocument(reference.SyntaxTree) is { } file)
            {
                SemanticModel meanings = (await file.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
                parts.Add([.. part.AttributeLists.SelectMany(static list => list.Attributes).Select(written => Read(file, written, meanings)).OfType<DeclaredAttribute>()]);
            }
        }
        DeclaredAttribute[]? own = parts.Find(static part => part.Any(IsNetwork));
        return own is null ? null : new NetworkParts(own, [.. parts.Where(part => part != own).SelectMany(static part => part).Where(static written => !IsNetwork(written))]);
    }

    /// <summary>Moves the layers and losses of the other parts behind those of the part with [Network].</summary>
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
                target.Append(string.Join(", ", layers.Select(layer => AttributeNames.Move(layer.Syntax, layer.Class, model, last.Syntax))));
            }
            foreach (DeclaredAttribute layer in layers)
            {
                edits.For(layer.Document).Of(layer.Syntax).Remove();
            }
        }
    }

    /// <summary>Moves one layer behind the last layer of the part with [Network].</summary>
    public void MoveToEnd(AttributeSyntax layer, SolutionEdits edits)
    {
        if (_own.LastOrDefault(static written => LayerCatalog.All.ContainsKey(written.Name)) is { } last && last.Syntax != layer
            && edits.For(last.Document).Of(layer) is { IsRemoved: false } origin)
        {
            origin.Remove();
            edits.For(last.Document).Of(last.Syntax).Append(layer.ToString());
        }
    }

    private static DeclaredAttribute? Read(Document document, AttributeSyntax attribute, SemanticModel model)
    {
        const string Suffix = "Attribute";
        if (AttributeNames.ClassOf(model.GetSymbolInfo(attribute)) is not { ContainingNamespace: { Name: "NnRuntime", ContainingNamespace.IsGlobalNamespace: true } } type
            || !type.Name.EndsWith(Suffix, StringComparison.Ordinal))
        {
            return null;
        }
        string name = type.Name.Substring(0, type.Name.Length - Suffix.Length);
        return name == "Network" || LayerCatalog.All.ContainsKey(name) || LayerCatalog.Losses.ContainsKey(name) ? new(document, attribute, type, name) : null;
    }

    private static bool IsNetwork(DeclaredAttribute attribute) => attribute.Name == "Network";
}
