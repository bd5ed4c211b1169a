using System.Runtime.CompilerServices;
using NnGen.Data;

namespace NnGen.Training;

/// <summary>Data that the runtime keeps for a network in addition to its parameters, for the lifetime of the network. Emitted classes have no field for it,
/// and predictions without names have no overhead.</summary>
internal sealed class NetworkAttachments
{
    private static readonly ConditionalWeakTable<object, NetworkAttachments> s_all = [];

    private int _isTraining;

    /// <summary>Gets or sets the preprocessing of the data that the network was trained on or loaded with, and the names of inputs and classes; null if
    /// nothing is known.</summary>
    public Preprocessing? Preprocessing { get; set; }

    /// <summary>Gets or sets the scale of the data that Fit last trained the network on; null if Fit was not called, or the scale is unknown.</summary>
    public DataScale? Fitted { get; set; }

    /// <summary>Gets or sets the number of epochs that Fit has begun with the network. The next epoch continues the count, and thus uses a different sample order.</summary>
    public int Epochs { get; set; }

    /// <summary>Gets or sets the number of steps that Fit has taken with the network. The next step continues the count, and thus uses different dropout
    /// masks.</summary>
    public long Steps { get; set; }

    /// <summary>Gets the optimizers that Fit steps the network with.</summary>
    public NetworkOptimizers Optimizers { get; } = new();

    /// <summary>Returns the attachments of a network, which are created on first use.</summary>
    public static NetworkAttachments Of(object network) => s_all.GetOrCreateValue(network);

    /// <summary>Returns the attachments of a network; null if there are none.</summary>
    public static NetworkAttachments? Find(object network) => s_all.TryGetValue(network, out NetworkAttachments? known) ? known : null;

    /// <summary>Returns the preprocessing of a network without creating attachments; null if nothing is known.</summary>
    public static Preprocessing? PreprocessingOf(object network) => Find(network)?.Preprocessing;

    /// <summary>Marks the network as being trained; <see cref="EndTraining"/> must follow.</summary>
    /// <param name="network">Name of the network, for the message.</param>
    /// <exception cref="InvalidOperationException">Another call is training the network.</exception>
    public void BeginTraining(string network)
    {
        if (Interlocked.CompareExchange(ref _isTraining, 1, 0) != 0)
        {
            Refuse(network);
        }
    }

    /// <summary>Removes the mark of <see cref="BeginTraining"/>.</summary>
    public void EndTraining() => Volatile.Write(ref _isTraining, 0);

    private static void Refuse(string network) => throw new InvalidOperationException(
        $"Another call of Fit or ParallelTrainer.Step is training this {network}, on another thread or further up on this one. Wait until it returns, or train another instance.");
}
