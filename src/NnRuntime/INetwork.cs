namespace NnGen;

/// <summary>A network that NnGen compiled. Every emitted class implements it; nothing else should.</summary>
/// <typeparam name="TSelf">The network's own class.</typeparam>
public interface INetwork<TSelf>
    where TSelf : class, INetwork<TSelf>
{
    /// <summary>Shapes, layers and parameter blocks of the network.</summary>
    static abstract NetworkInfo Info { get; }

    /// <summary>Makes a network whose parameters are drawn from <paramref name="seed"/>: the same seed gives the same bits.</summary>
    static abstract TSelf Create(int seed);

    /// <summary>Creates scratch memory for training passes of up to <paramref name="batchSize"/> samples; evaluation takes any number of samples with it.</summary>
    /// <param name="batchSize">The most samples of one training pass, at least 1.</param>
    static abstract Workspace CreateWorkspace(int batchSize);

    /// <summary>All trainable parameters in one run that starts on 64 bytes: the blocks of <see cref="Info"/> in order, without padding.</summary>
    Span<float> Parameters { get; }

    /// <summary>Running statistics that are not trained; empty for networks without any.</summary>
    Span<float> State { get; }

    /// <summary>Evaluates the network on any whole number of samples, zero included.</summary>
    /// <param name="inputs">The samples one after the other, InputLength floats each.</param>
    /// <param name="outputs">Receives OutputLength floats for each sample; may overlap neither <paramref name="inputs"/> nor the parameters.</param>
    /// <param name="workspace">Scratch memory of the caller's; null uses memory kept for the calling thread.</param>
    /// <exception cref="ArgumentException">A length does not fit, the spans overlap, or the workspace is too small; nothing was written.</exception>
    /// <exception cref="InvalidOperationException">Another call uses the workspace; nothing was written.</exception>
    void Forward(ReadOnlySpan<float> inputs, Span<float> outputs, Workspace? workspace = null);
}
