using NnGenerator.Diagnostics;
using NnGenerator.Infrastructure;

namespace NnGenerator.Declarations;

/// <summary>Contains what one part of a class declares, as names and numbers: the output of the only stage that uses symbols.</summary>
/// <param name="Key">The documentation id of the class, by which other networks refer to its constants.</param>
/// <param name="Type">The type; null if not even a façade can be emitted.</param>
/// <param name="IsComplete">Whether all attributes and arguments could be read; otherwise shapes would be wrong.</param>
/// <param name="References">The arguments that are constants of networks of this compilation.</param>
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

/// <summary>Represents an attribute as written.</summary>
/// <param name="Name">The usual name of the attribute, such as "Dense".</param>
/// <param name="Arguments">The arguments of the constructor in the order of its parameters, followed by the properties.</param>
internal sealed record WrittenAttribute(string Name, EquatableArray<WrittenArgument> Arguments);

/// <summary>Represents an argument with its value; null if none could be read. Each element of a params array is an argument.</summary>
internal sealed record WrittenArgument(string Name, object? Value, bool IsProperty, ConstantReference? Reference = null);

/// <summary>Represents an argument that is a constant of a network, such as Encoder.OutputLength: its value is known once that network is compiled.</summary>
/// <param name="Network">The documentation id of the network.</param>
/// <param name="Site">The argument.</param>
internal sealed record ConstantReference(string Network, string NetworkName, string Member, string Argument, string Text, int Site);
