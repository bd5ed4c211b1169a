using NnGenerator.Diagnostics;
using NnGenerator.Infrastructure;

namespace NnGenerator.Graph;

/// <summary>Represents a network whose arguments all have values.</summary>
/// <param name="Declaration">The declaration; null if not even a façade can be emitted.</param>
internal sealed record ParsedNetwork(NetworkDeclaration? Declaration, EquatableArray<Finding> Findings, Sites Sites)
{
    /// <summary>Gets whether all attributes and arguments could be read. Otherwise shapes would be wrong, and so would all findings about them.</summary>
    public bool IsComplete { get; init; } = true;
}
