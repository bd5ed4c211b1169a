using NnGenerator.Ir;
using NnGenerator.Operations;

namespace NnGenerator.Lowering;

/// <summary>What the consumers of values require of their memory, by the names of the values.</summary>
internal sealed class MemoryRequirements
{
    /// <summary>Values that are stored in memory of the caller.</summary>
    public Dictionary<string, Arena> Arenas { get; init; } = [];

    /// <summary>Values whose rows are whole vectors.</summary>
    public HashSet<string> Padded { get; init; } = [];

    /// <summary>Returns those of operations.</summary>
    /// <param name="arenas">Values that are stored in memory of the caller.</param>
    public static MemoryRequirements Of(IEnumerable<Operation> operations, Dictionary<string, Arena> arenas)
    {
        MemoryRequirements requirements = new() { Arenas = arenas };
        requirements.Padded.UnionWith(operations.SelectMany(static operation => operation.NeedsPadding).Select(static tensor => tensor.Name));
        return requirements;
    }

    /// <summary>Whether operations that were lowered with these requirements meet others.</summary>
    public bool Meets(MemoryRequirements others) => others.Arenas.Count == 0 && Padded.SetEquals(others.Padded);
}
