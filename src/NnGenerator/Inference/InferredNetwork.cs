using NnGenerator.Diagnostics;
using NnGenerator.Graph;
using NnGenerator.Infrastructure;

namespace NnGenerator.Inference;

/// <summary>Contains the graph with its shapes, and the findings about it.</summary>
/// <param name="Graph">The graph; null if nothing can be emitted into the class.</param>
internal sealed record InferredNetwork(NetworkGraph? Graph, EquatableArray<Finding> Findings, Sites Sites)
{
    public bool HasErrors => Findings.Any(static finding => finding.IsError);
}
