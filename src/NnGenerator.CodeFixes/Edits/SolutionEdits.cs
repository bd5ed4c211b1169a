using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NnGenerator.Diagnostics;

namespace NnGenerator.CodeFixes.Edits;

/// <summary>What one or many fixes change, gathered before anything is written.</summary>
internal sealed class SolutionEdits(Solution solution)
{
    private readonly Dictionary<DocumentId, DocumentEdits> _documents = [];

    /// <summary>The edits of one document.</summary>
    public DocumentEdits For(Document document)
    {
        if (!_documents.TryGetValue(document.Id, out DocumentEdits? edits))
        {
            _documents.Add(document.Id, edits = new DocumentEdits());
        }
        return edits;
    }

    /// <summary>Adds a fix of the diagnostic at a span of a document.</summary>
    public async Task AddAsync(Document document, TextSpan span, ProposedFix fix, CancellationToken cancellation)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        SyntaxNode? node = root?.FindToken(span.Start).Parent;
        if (fix.Kind == FixKind.MakePartial)
        {
            For(document).MakePartial(node?.FirstAncestorOrSelf<TypeDeclarationSyntax>());
        }
        else if (node?.FirstAncestorOrSelf<AttributeSyntax>() is { Parent.Parent: TypeDeclarationSyntax } attribute)
        {
            await AddAsync(document, attribute, fix, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The solution with all edits.</summary>
    public async Task<Solution> ApplyAsync(CancellationToken cancellation)
    {
        Solution changed = solution;
        foreach (KeyValuePair<DocumentId, DocumentEdits> pair in _documents)
        {
            SourceText text = await solution.GetDocument(pair.Key)!.GetTextAsync(cancellation).ConfigureAwait(false);
            changed = changed.WithDocumentText(pair.Key, text.WithChanges(pair.Value.Changes(text)));
        }
        return changed;
    }

    private async Task AddAsync(Document document, AttributeSyntax attribute, ProposedFix fix, CancellationToken cancellation)
    {
        if (fix.Kind == FixKind.Remove)
        {
            For(document).Of(attribute).Remove();
            return;
        }
        NetworkParts? parts = await NetworkParts.OfAsync(document, attribute, cancellation).ConfigureAwait(false);
        if (fix.Kind == FixKind.MoveLayer)
        {
            await (parts?.MoveLayersAsync(this, cancellation) ?? Task.CompletedTask).ConfigureAwait(false);
            return;
        }
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        string text = AttributeNames.Qualify(fix.Text, model, attribute);
        if (fix.Kind == FixKind.Replace)
        {
            For(document).Of(attribute).Replace(text);
        }
        else if (fix.Kind == FixKind.InsertAfter)
        {
            For(document).Of(attribute).InsertAfter(text);
        }
        else if (parts?.LastLayerBehind(attribute) is { } last)
        {
            For(document).Of(last).InsertAfter(text);
        }
        else
        {
            For(document).Of(attribute).InsertBefore(text);
        }
    }
}
