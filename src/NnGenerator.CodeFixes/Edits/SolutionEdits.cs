using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

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

    /// <summary>Adds a fix of the diagnostic that stands at a span of a document.</summary>
    public async Task AddAsync(Document document, TextSpan span, ProposedFix fix, CancellationToken cancellation)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        SyntaxNode? node = root?.FindToken(span.Start).Parent;
        if (fix.Kind == FixKinds.MakePartial)
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
        if (fix.Kind == FixKinds.Remove)
        {
            For(document).Of(attribute).Remove();
        }
        else if (fix.Kind is FixKinds.InsertBefore or FixKinds.InsertAfter or FixKinds.Replace)
        {
            SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
            string text = AttributeNames.Qualify(fix.Text, model, attribute);
            AttributeEdit edit = For(document).Of(attribute);
            Action<string> apply = fix.Kind switch
            {
                FixKinds.InsertBefore => edit.InsertBefore,
                FixKinds.InsertAfter => edit.InsertAfter,
                _ => edit.Replace,
            };
            apply(text);
        }
        else if (await NetworkParts.OfAsync(document, attribute, cancellation).ConfigureAwait(false) is { } parts)
        {
            if (fix.Kind == FixKinds.Reorder)
            {
                parts.MoveToEnd(attribute, this);
            }
            else
            {
                await parts.MoveLayersAsync(this, cancellation).ConfigureAwait(false);
            }
        }
    }
}
