using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NnGenerator.CodeFixes.Edits;

/// <summary>The edits of one document. They are changes of text, so that no comment, directive or indentation is touched beside them.</summary>
internal sealed class DocumentEdits
{
    private readonly Dictionary<int, AttributeEdit> _attributes = [];
    private readonly HashSet<int> _partialBefore = [];

    /// <summary>The edit of one attribute of the document.</summary>
    public AttributeEdit Of(AttributeSyntax attribute)
    {
        if (!_attributes.TryGetValue(attribute.SpanStart, out AttributeEdit? edit))
        {
            _attributes.Add(attribute.SpanStart, edit = new AttributeEdit(attribute));
        }
        return edit;
    }

    /// <summary>Makes a type and all types around it partial.</summary>
    public void MakePartial(TypeDeclarationSyntax? type)
    {
        foreach (TypeDeclarationSyntax declaration in type?.AncestorsAndSelf().OfType<TypeDeclarationSyntax>() ?? [])
        {
            if (declaration.Modifiers.All(static modifier => !modifier.IsKind(SyntaxKind.PartialKeyword)))
            {
                _partialBefore.Add(declaration.Keyword.SpanStart);
            }
        }
    }

    /// <summary>The changes of the text, in its order and without overlap.</summary>
    public IEnumerable<TextChange> Changes(SourceText text)
    {
        List<TextChange> changes = [.. _partialBefore.Select(static position => new TextChange(new TextSpan(position, 0), "partial "))];
        foreach (IGrouping<TypeDeclarationSyntax, AttributeEdit> type in _attributes.Values.ToArray().GroupBy(static edit => (TypeDeclarationSyntax)edit.Attribute.Parent!.Parent!))
        {
            AttributeEdit[] edits = [.. type.Key.AttributeLists.SelectMany(static list => list.Attributes).Select(Of)];
            for (int i = 1; i < edits.Length; i++)
            {
                edits[i].ShareGap(edits[i - 1]);
            }
            foreach (AttributeListSyntax list in type.Key.AttributeLists)
            {
                changes.AddRange(new ListEdit(text, list, [.. list.Attributes.Select(Of)]).Changes());
            }
        }
        // The order of insertions at one place is kept.
        return changes.OrderBy(static change => change.Span.Start);
    }
}
