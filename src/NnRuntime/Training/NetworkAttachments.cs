using System.Runtime.CompilerServices;
using NnRuntime.Data;

namespace NnRuntime.Training;

/// <summary>What the runtime remembers of a network beside its parameters, for as long as the network lives. Emitted classes have no field for it,
/// and a prediction without names costs nothing.</summary>
internal sealed class NetworkAttachments
{
    private static readonly ConditionalWeakTable<object, NetworkAttachments> s_all = [];

    /// <summary>What was done to the data that the network was trained on or loaded with, and the names of inputs and classes; null where nothing is known.</summary>
    public Preprocessing? Preprocessing { get; set; }

    /// <summary>The attachments of a network, made when they are first asked for.</summary>
    public static NetworkAttachments Of(object network) => s_all.GetOrCreateValue(network);

    /// <summary>The preprocessing of a network, without making attachments for it; null where nothing is known.</summary>
    public static Preprocessing? PreprocessingOf(object network) => s_all.TryGetValue(network, out NetworkAttachments? known) ? known.Preprocessing : null;
}
