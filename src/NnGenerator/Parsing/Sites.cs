using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NnGenerator.Infrastructure;

namespace NnGenerator.Parsing;

/// <summary>Where the attributes stand: site 0 is [Network], site n the nth layer or loss. Only the diagnostics branch reads it.</summary>
/// <remarks>A path and spans instead of locations: a location holds its whole syntax tree, and would differ after every edit of the file.
/// The branch looks the tree up again, so that the diagnostics can be suppressed by #pragma.</remarks>
internal sealed record Sites(string Path, EquatableArray<TextSpan> Spans)
{
    public Location Find(int site, Microsoft.CodeAnalysis.Compilation compilation)
    {
        TextSpan span = Spans[site < Spans.Count ? site : 0];
        SyntaxTree? tree = compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == Path && span.End <= tree.Length);
        return tree is null ? Location.None : Location.Create(tree, span);
    }
}
