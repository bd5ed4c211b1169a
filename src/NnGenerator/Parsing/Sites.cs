using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NnGenerator.Infrastructure;

namespace NnGenerator.Parsing;

/// <summary>Represents a position in a file: a path and a span instead of a location, which references its entire syntax tree and differs after every edit
/// of the file.</summary>
internal sealed record Site(string Path, TextSpan Span)
{
    public static Site Of(SyntaxReference reference) => new(reference.SyntaxTree.FilePath, reference.Span);

    public static Site Of(Location location) => new(location.SourceTree?.FilePath ?? "", location.SourceSpan);
}

/// <summary>Contains the positions of the attributes: site 0 is [Network], site n is the nth layer, followed by the losses and conflicting members. Only
/// diagnostics read them.</summary>
internal sealed record Sites(EquatableArray<Site> Items)
{
    /// <summary>Returns the location in its tree, which is looked up again so that #pragma can suppress the diagnostic.</summary>
    public Location Find(int site, Microsoft.CodeAnalysis.Compilation compilation)
    {
        Site item = Items[site < Items.Count ? site : 0];
        SyntaxTree? tree = compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == item.Path && item.Span.End <= tree.Length);
        return tree is null ? Location.None : Location.Create(tree, item.Span);
    }
}
