using NnGenerator.Diagnostics;
using NnGenerator.Infrastructure;
using NnGenerator.Model;

namespace NnGenerator.Parsing;

/// <summary>What one part of a class says, as names and numbers: what leaves the only step that sees symbols.</summary>
/// <param name="Key">The documentation id of the class, by which other networks refer to its constants.</param>
/// <param name="Type">Null when not even a façade can be emitted.</param>
/// <param name="IsComplete">False when an attribute or an argument could not be read, so that shapes would be wrong.</param>
/// <param name="References">Arguments that are constants of networks of this compilation.</param>
internal sealed record WrittenNetwork(
    string Key,
    string Name,
    NetworkType? Type,
    WrittenAttribute Network,
    EquatableArray<WrittenAttribute> Layers,
    EquatableArray<WrittenAttribute> Losses,
    bool IsComplete,
    EquatableArray<ConstantReference> References,
    EquatableArray<Finding> Findings,
    Sites Sites);

/// <summary>An attribute as it was written.</summary>
/// <param name="Name">Its usual name, such as "Dense".</param>
/// <param name="Arguments">Those of the constructor in the order of its parameters, then the properties.</param>
internal sealed record WrittenAttribute(string Name, EquatableArray<WrittenArgument> Arguments);

/// <summary>An argument with its value; null where none could be read. A params array is an argument for each of its elements.</summary>
internal sealed record WrittenArgument(string Name, object? Value, bool IsProperty, ConstantReference? Reference = null);

/// <summary>An argument that is a constant of a network, such as Encoder.OutputLength: its value is known once that network is compiled.</summary>
/// <param name="Network">The documentation id of the network.</param>
/// <param name="Site">The argument.</param>
internal sealed record ConstantReference(string Network, string NetworkName, string Member, string Argument, string Text, int Site);
