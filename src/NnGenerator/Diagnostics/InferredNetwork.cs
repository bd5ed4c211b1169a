using Microsoft.CodeAnalysis;
using NnGenerator.Infrastructure;
using NnGenerator.Model;
using NnGenerator.Parsing;

namespace NnGenerator.Diagnostics;

/// <summary>The shaped graph, and what is wrong with it.</summary>
internal sealed record InferredNetwork(NetworkGraph? Graph, EquatableArray<Finding> Findings, Sites Sites)
{
    public void Report(Microsoft.CodeAnalysis.Compilation compilation, Action<Diagnostic> report)
    {
        foreach (Finding finding in Findings)
        {
            report(Diagnostic.Create(finding.Descriptor, Sites.Find(finding.Site, compilation), [.. finding.Arguments]));
        }
    }
}
