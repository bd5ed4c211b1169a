using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NnGenerator.Infrastructure;

namespace NnGenerator.Parsing;

/// <summary>The place of something: a path and a span instead of a location, which holds its whole syntax tree and differs after every edit
/// of the file.</summary>
internal sealed record Site(string Path, TextSpan Span)
{
    public static Site Of(SyntaxReference reference) => new(reference.SyntaxTree.FilePath, reference.Span);

    public static Site Of(Location location) => new(location.SourceTree?.FilePath ?? "", location.SourceSpan);
}

/// <summary>The places of the attributes: site 0 is [Network], site n the nth layer, then come the losses and members in the way. Only
/// diagnostics read it.</summary>
internal sealed record Sites(EquatableArray<Site> Items)
{
    /// <summary>The location in its tree, which is looked up again so that #pragma can suppress the diagnostic.</summary>
    public Location Find(int site, Microsoft.CodeAnalysis.Compilation compilation)
    {
        Site item = Items[site < Items.Count ? site : 0];
        SyntaxTree? tree = compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == item.Path && item.Span.End <= tree.Length);
        return tree is null ? Location.None : Location.Create(tree, item.Span);
    }
}
