using Microsoft.CodeAnalysis.Text;

namespace NnGenerator.CodeFixes.Tests.Support;

/// <summary>A file of a test's user in which <c>«…»</c> marks where diagnostics stand.</summary>
internal sealed record MarkedSource(string Path, string Text, IReadOnlyList<TextSpan> Marks)
{
    public static MarkedSource Parse(string marked, string path = "User.cs")
    {
        List<TextSpan> marks = [];
        string text = marked;
        for (int start = text.IndexOf('«', StringComparison.Ordinal); start >= 0; start = text.IndexOf('«', StringComparison.Ordinal))
        {
            text = text.Remove(start, 1);
            int end = text.IndexOf('»', StringComparison.Ordinal);
            text = text.Remove(end, 1);
            marks.Add(TextSpan.FromBounds(start, end));
        }
        return new(path, text, marks);
    }
}
