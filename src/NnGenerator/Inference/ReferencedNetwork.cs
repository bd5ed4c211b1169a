using NnGenerator.Declarations;
using NnGenerator.Graph;
using NnGenerator.Infrastructure;

namespace NnGenerator.Inference;

/// <summary>What is known of a network whose constants another network uses.</summary>
/// <param name="Key">Its documentation id.</param>
/// <param name="Constants">InputLength, OutputLength and ParameterCount; null where its declaration is wrong.</param>
/// <param name="IsCycle">Whether it uses constants of that other network in turn.</param>
internal sealed record ReferencedNetwork(string Key, (int Input, int Output, int Parameters)? Constants, bool IsCycle)
{
    public static (int Input, int Output, int Parameters) Of(NetworkGraph graph) => ((int)graph.Input.Length, (int)graph.Output.Length, graph.ParameterCount);

    public object? Value(string member) => Constants is not { } known ? null : member switch
    {
        "InputLength" => known.Input,
        "OutputLength" => known.Output,
        _ => known.Parameters,
    };

    /// <summary>Why a reference has no value, and what to do about it; null where it has one.</summary>
    public (string Why, string WayOut)? Failure(ConstantReference reference, string user) => Constants is not null ? null
        : !IsCycle ? ($"but the declaration of '{reference.NetworkName}' has an error", "correct it, or write the number")
        : reference.NetworkName == user ? ($"which depends on '{user}' itself", "write the number, or a const of your own")
        : ($"but '{reference.NetworkName}' depends on a constant of '{user}' in turn", "write the number in one of them");
}

/// <summary>The networks that a network names in its arguments.</summary>
internal sealed record NetworkReferences(string Key, EquatableArray<ReferencedNetwork> Networks);

/// <summary>A network with all that it needs to know of others.</summary>
internal sealed record ResolvedNetwork(WrittenNetwork Written, EquatableArray<ReferencedNetwork> Networks);
