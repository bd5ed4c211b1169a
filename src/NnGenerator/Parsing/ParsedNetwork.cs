using NnGenerator.Diagnostics;
using NnGenerator.Infrastructure;
using NnGenerator.Model;

namespace NnGenerator.Parsing;

/// <summary>What leaves the only step that sees symbols.</summary>
/// <param name="Declaration">Null when not even a façade can be emitted.</param>
internal sealed record ParsedNetwork(NetworkDeclaration? Declaration, EquatableArray<Finding> Findings, Sites Sites);
