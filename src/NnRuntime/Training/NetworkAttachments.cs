using System.Runtime.CompilerServices;
using NnGen.Data;

namespace NnGen.Training;

/// <summary>What the runtime remembers of a network beside its parameters, for as long as the network lives. Emitted classes have no field for it,
/// and a prediction without names costs nothing.</summary>
internal sealed class NetworkAttachments
{
    private static readonly ConditionalWeakTable<object, NetworkAttachments> s_all = [];

    private int _isTraining;

    /// <summary>What was done to the data that the network was trained on or loaded with, and the names of inputs and classes; null where nothing is known.</summary>
    public Preprocessing? Preprocessing { get; set; }

    /// <summary>The epochs that Fit has begun with the network; the next continues their count, and so takes another order of the samples.</summary>
    public int Epochs { get; set; }

    /// <summary>The steps that Fit has taken with the network; the next continues their count, and so takes other dropout masks.</summary>
    public long Steps { get; set; }

    /// <summary>The optimizers that Fit steps the network with.</summary>
    public NetworkOptimizers Optimizers { get; } = new();

    /// <summary>The attachments of a network, made when they are first asked for.</summary>
    public static NetworkAttachments Of(object network) => s_all.GetOrCreateValue(network);

    /// <summary>The preprocessing of a network, without making attachments for it; null where nothing is known.</summary>
    public static Preprocessing? PreprocessingOf(object network) => s_all.TryGetValue(network, out NetworkAttachments? known) ? known.Preprocessing : null;

    /// <summary>Begins to change the parameters; <see cref="EndTraining"/> must follow.</summary>
    /// <param name="network">The name of the network, for the message.</param>
    /// <exception cref="InvalidOperationException">Another call is changing them.</exception>
    public void BeginTraining(string network)
    {
        if (Interlocked.CompareExchange(ref _isTraining, 1, 0) != 0)
        {
            Refuse(network);
        }
    }

    /// <summary>Ends what <see cref="BeginTraining"/> began.</summary>
    public void EndTraining() => Volatile.Write(ref _isTraining, 0);

    private static void Refuse(string network) => throw new InvalidOperationException(
        $"Another call of Fit or ParallelTrainer.Step is training this {network}, on another thread or further up on this one. Wait until it returns, or train another instance.");
}
