using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NnGenerator.Infrastructure;

namespace NnGenerator.Diagnostics;

/// <summary>Contains the positions of the attributes: site 0 is [Network], site n is the nth layer, followed by the losses and conflicting members. Only
/// diagnostics read them.</summary>
internal sealed record Sites(EquatableArray<Site> Items)
{
    /// <summary>Returns the location in its tree, which is looked up again so that #pragma can suppress the diagnostic.</summary>
    public Location Find(int site, Compilation compilation)
    {
        Site item = Items[site < Items.Count ? site : 0];
        SyntaxTree? tree = compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == item.Path && item.Span.End <= tree.Length);
        return tree is null ? Location.None : Location.Create(tree, item.Span);
    }

    /// <summary>Reports findings at their locations.</summary>
    public void Report(IEnumerable<Finding> findings, Compilation compilation, Action<Diagnostic> report)
    {
        foreach (Finding finding in findings)
        {
            report(finding.At(Find(finding.Site, compilation)));
        }
    }
}
