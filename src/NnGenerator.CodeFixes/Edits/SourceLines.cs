using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace NnGenerator.CodeFixes.Edits;

/// <summary>Questions about lines and blanks of a text.</summary>
internal static class SourceLines
{
    /// <summary>The blanks directly before a position.</summary>
    public static string BlanksBefore(this SourceText text, int position)
    {
        int start = position;
        while (start > 0 && text[start - 1] is ' ' or '\t')
        {
            start--;
        }
        return text.ToString(TextSpan.FromBounds(start, position));
    }

    /// <summary>The blanks directly after a position.</summary>
    public static string BlanksBehind(this SourceText text, int position)
    {
        int end = position;
        while (end < text.Length && text[end] is ' ' or '\t')
        {
            end++;
        }
        return text.ToString(TextSpan.FromBounds(position, end));
    }

    /// <summary>Whether only blanks precede the position in its line.</summary>
    public static bool BeginsLine(this SourceText text, int position) =>
        position - text.BlanksBefore(position).Length == text.Lines.GetLineFromPosition(position).Start;

    /// <summary>The line break that ends the line of the token, comments after it allowed; empty when a token follows in its line.</summary>
    public static string LineBreak(this SyntaxToken token) =>
        token.TrailingTrivia is { Count: > 0 } trivia && trivia[trivia.Count - 1].IsKind(SyntaxKind.EndOfLineTrivia) ? trivia[trivia.Count - 1].ToString() : "";

    /// <summary>Whether a region of the source has nothing between its tokens but blanks and line breaks.</summary>
    public static bool IsPlain(this SyntaxNode node, TextSpan region) =>
        node.DescendantTrivia(region).All(trivia => !region.Contains(trivia.Span) || trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia));
}
