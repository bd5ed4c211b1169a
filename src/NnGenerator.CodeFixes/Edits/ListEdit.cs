using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NnGenerator.CodeFixes.Edits;

/// <summary>Writes the edits of the attributes between one pair of brackets.</summary>
/// <param name="text">The text of the document.</param>
/// <param name="list">The brackets.</param>
/// <param name="edits">One for each attribute of the list, in its order.</param>
internal sealed class ListEdit(SourceText text, AttributeListSyntax list, AttributeEdit[] edits)
{
    /// <summary>The changes of the text, those at one place in the order in which they are made.</summary>
    public IEnumerable<TextChange> Changes()
    {
        bool isEmptied = edits.All(static edit => edit.IsRemoved);
        // An attribute alone between its brackets gets its neighbours in brackets of their own.
        bool isAlone = edits.Length == 1 || isEmptied;
        return
        [
            .. isAlone ? edits.SelectMany(static edit => edit.Before).SelectMany(ListBefore) : [],
            .. isEmptied ? RemoveList() : Replacements(),
            .. isAlone ? edits.SelectMany(static edit => edit.After).SelectMany(ListBehind) : Enumerable.Range(0, edits.Length).SelectMany(Neighbours),
            .. edits.SelectMany(static edit => edit.Lists).SelectMany(ListBehind),
        ];
    }

    // A list with a line of its own.
    private bool OwnsLine => text.BeginsLine(list.SpanStart) && Break.Length > 0;

    private string Break => list.CloseBracketToken.LineBreak();

    private IEnumerable<TextChange> ListBefore(string attributes)
    {
        if (OwnsLine)
        {
            yield return Insert(Above(), $"{text.BlanksBefore(list.SpanStart)}[{attributes}]{Break}");
        }
        else
        {
            yield return Insert(list.SpanStart, $"[{attributes}]{Gap}");
        }
    }

    // The start of the list's line, or of the comments right above it, which speak of it; those above the first list speak of the class.
    private int Above()
    {
        int line = text.Lines.GetLineFromPosition(list.SpanStart).LineNumber;
        bool isFirst = list.Parent is TypeDeclarationSyntax type && type.AttributeLists[0] == list;
        while (!isFirst && line > 0 && text.Lines[line - 1].ToString().TrimStart().StartsWith("//", StringComparison.Ordinal))
        {
            line--;
        }
        return text.Lines[line].Start;
    }

    private IEnumerable<TextChange> ListBehind(string attributes)
    {
        if (OwnsLine)
        {
            yield return Insert(list.FullSpan.End, $"{text.BlanksBefore(list.SpanStart)}[{attributes}]{Break}");
        }
        else
        {
            yield return Insert(list.Span.End, $"{Gap}[{attributes}]");
        }
    }

    // What separates lists in this line.
    private string Gap => text.BeginsLine(list.SpanStart) ? text.BlanksBehind(list.Span.End) : text.BlanksBefore(list.SpanStart);

    private IEnumerable<TextChange> RemoveList()
    {
        if (!list.IsPlain(list.Span))
        {
            // Comments and directives between the brackets stay where they are.
            return list.DescendantTokens().Where(static token => token.Span.Length > 0).Select(static token => new TextChange(token.Span, ""));
        }
        int start = list.SpanStart, end = list.Span.End + text.BlanksBehind(list.Span.End).Length;
        if (!text.BeginsLine(start))
        {
            return [Delete(start - text.BlanksBefore(start).Length, list.Span.End)];
        }
        bool isWholeLine = Break.Length > 0 && end + Break.Length == list.FullSpan.End;
        return [isWholeLine ? Delete(start - text.BlanksBefore(start).Length, list.FullSpan.End) : Delete(start, end)];
    }

    private IEnumerable<TextChange> Replacements() =>
        edits.Where(static edit => edit.Replacement is not null).Select(static edit => new TextChange(edit.Attribute.Span, edit.Replacement!));

    // What is written beside the nth attribute, or taken away with it, inside the brackets.
    private IEnumerable<TextChange> Neighbours(int n)
    {
        AttributeEdit edit = edits[n];
        int start = edit.Attribute.SpanStart;
        string separator = text.BeginsLine(start) ? $",{BreakBefore(start)}{text.BlanksBefore(start)}" : ", ";
        foreach (string before in edit.Before)
        {
            yield return Insert(start, before + separator);
        }
        foreach (TextChange removal in edit.IsRemoved ? RemoveWithComma(n) : [])
        {
            yield return removal;
        }
        foreach (TextChange insertion in edit.After.Count > 0 ? After(n) : [])
        {
            yield return insertion;
        }
    }

    private IEnumerable<TextChange> After(int n)
    {
        AttributeSyntax attribute = list.Attributes[n];
        IReadOnlyList<string> inserted = edits[n].After;
        string indentation = text.BlanksBefore(attribute.SpanStart);
        SyntaxToken comma = n < list.Attributes.SeparatorCount ? list.Attributes.GetSeparator(n) : default, last = attribute.GetLastToken();
        if (!text.BeginsLine(attribute.SpanStart) || (comma.Span.Length > 0 && comma.LineBreak().Length == 0))
        {
            return [Insert(attribute.Span.End, string.Concat(inserted.Select(static one => $", {one}")))];
        }
        // After the comment in the attribute's line.
        if (comma.LineBreak() is { Length: > 0 } lineBreak)
        {
            return [Insert(comma.FullSpan.End, string.Concat(inserted.Select(one => $"{indentation}{one},{lineBreak}")))];
        }
        return last.LineBreak() is { Length: > 0 } lastBreak
            ? [Insert(attribute.Span.End, ","), Insert(last.FullSpan.End, $"{indentation}{string.Join($",{lastBreak}{indentation}", inserted)}{lastBreak}")]
            : [Insert(attribute.Span.End, string.Concat(inserted.Select(one => $",{BreakBefore(attribute.SpanStart)}{indentation}{one}")))];
    }

    // A removed attribute takes the comma after it along, and the last ones the comma before them.
    private IEnumerable<TextChange> RemoveWithComma(int n)
    {
        bool stayersFollow = edits.Skip(n + 1).Any(static edit => !edit.IsRemoved);
        TextSpan attribute = list.Attributes[n].Span;
        TextSpan region = stayersFollow ? TextSpan.FromBounds(attribute.Start, list.Attributes[n + 1].SpanStart) : TextSpan.FromBounds(list.Attributes[n - 1].Span.End, attribute.End);
        if (list.IsPlain(region))
        {
            return [new TextChange(region, "")];
        }
        TextSpan comma = list.Attributes.GetSeparator(stayersFollow ? n : n - 1).Span;
        return [new TextChange(attribute, ""), new TextChange(comma, "")];
    }

    private string BreakBefore(int position)
    {
        TextLine line = text.Lines[text.Lines.GetLineFromPosition(position).LineNumber - 1];
        return text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
    }

    private static TextChange Insert(int position, string inserted) => new(new TextSpan(position, 0), inserted);

    private static TextChange Delete(int start, int end) => new(TextSpan.FromBounds(start, end), "");
}
