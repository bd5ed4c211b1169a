namespace NnGen;

/// <summary>A classifier, independent of its network class.</summary>
public interface IClassifier
{
    /// <summary>The most probable class of one sample: argmax of the logits (softmax does not change the order and is not computed).
    /// The first of equals wins and NaN loses. With one output: 1 where the logit is positive, otherwise 0.</summary>
    /// <param name="input">One sample of InputLength floats.</param>
    /// <param name="workspace">Scratch memory of the caller's; null uses memory kept for the calling thread.</param>
    /// <returns>The class, from 0.</returns>
    /// <exception cref="ArgumentException">The length does not fit or the workspace is too small.</exception>
    int Classify(ReadOnlySpan<float> input, Workspace? workspace = null);

    /// <summary>The most probable class of every sample.</summary>
    /// <param name="inputs">The samples one after the other, InputLength floats each.</param>
    /// <param name="classes">Receives one class for each sample; may overlap neither <paramref name="inputs"/> nor the parameters.</param>
    /// <param name="workspace">Scratch memory of the caller's; null uses memory kept for the calling thread.</param>
    /// <exception cref="ArgumentException">A length does not fit or the workspace is too small; nothing was written.</exception>
    void Classify(ReadOnlySpan<float> inputs, Span<int> classes, Workspace? workspace = null);
}

/// <summary>A network that tells classes apart: one trained with cross-entropy, or with binary cross-entropy on one output.</summary>
/// <typeparam name="TSelf">The network's own class.</typeparam>
public interface IClassifier<TSelf> : INetwork<TSelf>, IClassifier
    where TSelf : class, IClassifier<TSelf>;
