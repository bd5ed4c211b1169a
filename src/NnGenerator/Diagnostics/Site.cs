using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NnGenerator.Diagnostics;

/// <summary>Represents a position in a file: a path and a span instead of a location, which references its entire syntax tree and differs after every edit
/// of the file.</summary>
internal sealed record Site(string Path, TextSpan Span)
{
    public static Site Of(SyntaxReference reference) => new(reference.SyntaxTree.FilePath, reference.Span);

    public static Site Of(Location location) => new(location.SourceTree?.FilePath ?? "", location.SourceSpan);
}
