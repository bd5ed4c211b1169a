using NnGenerator.Ir;

namespace NnGenerator.Lowering;

/// <summary>What the consumers of values require of their memory, by the names of the values.</summary>
internal sealed class MemoryRequirements
{
    /// <summary>Values that are stored in memory of the caller.</summary>
    public Dictionary<string, Arena> Arenas { get; } = [];

    /// <summary>Values whose rows are whole vectors.</summary>
    public HashSet<string> Padded { get; } = [];

    /// <summary>Whether there are any.</summary>
    public bool Any => Arenas.Count > 0 || Padded.Count > 0;
}
