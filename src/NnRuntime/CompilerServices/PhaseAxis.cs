using System.ComponentModel;

namespace NnGen.CompilerServices;

/// <summary>What a phase of a training pass is divided into.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum PhaseAxis : byte
{
    /// <summary>Shards of the batch.</summary>
    Samples,

    /// <summary>Ranges of the parameters.</summary>
    Parameters,
}
