using NnGenerator.Diagnostics;
using NnGenerator.Infrastructure;
using NnGenerator.Model;

namespace NnGenerator.Parsing;

/// <summary>A network whose arguments all have values.</summary>
/// <param name="Declaration">Null when not even a façade can be emitted.</param>
internal sealed record ParsedNetwork(NetworkDeclaration? Declaration, EquatableArray<Finding> Findings, Sites Sites)
{
    /// <summary>False when an attribute or an argument could not be read: shapes would be wrong, and so would everything said about them.</summary>
    public bool IsComplete { get; init; } = true;
}
