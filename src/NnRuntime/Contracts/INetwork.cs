namespace NnGen;

/// <summary>Represents a network that NnGen compiled. Every emitted class implements it; no other class should.</summary>
/// <typeparam name="TSelf">The network class itself.</typeparam>
public interface INetwork<TSelf>
    where TSelf : class, INetwork<TSelf>
{
    /// <summary>Gets the shapes, layers and parameter blocks of the network.</summary>
    static abstract NetworkInfo Info { get; }

    /// <summary>Creates a network whose parameters are drawn from <paramref name="seed"/>; the same seed gives the same bits.</summary>
    static abstract TSelf Create(int seed);

    /// <summary>Creates scratch memory for training passes of up to <paramref name="batchSize"/> samples; evaluation can use it for any number of samples.</summary>
    /// <param name="batchSize">Maximum number of samples in a training pass, at least 1.</param>
    static abstract Workspace CreateWorkspace(int batchSize);

    /// <summary>Gets all trainable parameters in contiguous memory aligned to 64 bytes: the blocks of <see cref="Info"/> in order, without padding.</summary>
    Span<float> Parameters { get; }

    /// <summary>Gets the running statistics, which are not trained; empty for networks without any.</summary>
    Span<float> State { get; }

    /// <summary>Evaluates the network on any whole number of samples, including zero.</summary>
    /// <param name="inputs">The samples, one after the other, InputLength floats each.</param>
    /// <param name="outputs">Receives OutputLength floats for each sample; must overlap neither <paramref name="inputs"/> nor the parameters.</param>
    /// <param name="workspace">Scratch memory of the caller; null uses memory that is kept for the calling thread.</param>
    /// <exception cref="ArgumentException">A length does not match, the spans overlap, or the workspace is too small; nothing was written.</exception>
    /// <exception cref="InvalidOperationException">Another call is using the workspace; nothing was written.</exception>
    void Forward(ReadOnlySpan<float> inputs, Span<float> outputs, Workspace? workspace = null);
}
