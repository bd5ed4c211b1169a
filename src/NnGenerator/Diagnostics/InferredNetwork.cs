using Microsoft.CodeAnalysis;
using NnGenerator.Infrastructure;
using NnGenerator.Model;
using NnGenerator.Parsing;

namespace NnGenerator.Diagnostics;

/// <summary>Contains the graph with its shapes, and the findings about it.</summary>
/// <param name="Graph">The graph; null if nothing can be emitted into the class.</param>
internal sealed record InferredNetwork(NetworkGraph? Graph, EquatableArray<Finding> Findings, Sites Sites)
{
    public bool HasErrors => Findings.Any(static finding => finding.IsError);

    public void Report(Microsoft.CodeAnalysis.Compilation compilation, Action<Diagnostic> report) => Report(Findings, compilation, report);

    public void ReportErrors(Microsoft.CodeAnalysis.Compilation compilation, Action<Diagnostic> report) =>
        Report(Findings.Where(static finding => finding.IsError), compilation, report);

    private void Report(IEnumerable<Finding> findings, Microsoft.CodeAnalysis.Compilation compilation, Action<Diagnostic> report)
    {
        foreach (Finding finding in findings)
        {
            report(finding.At(Sites.Find(finding.Site, compilation)));
        }
    }
}
