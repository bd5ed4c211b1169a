namespace NnGen;

/// <summary>Represents a classifier, independently of its network class.</summary>
public interface IClassifier
{
    /// <summary>Returns the most probable class of one sample: the argmax of the logits (softmax does not change the order and is not computed).
    /// Of equal logits the first wins, and NaN loses. With one output, the class is 1 if the logit is positive, otherwise 0.
    /// A sample with an input that is not finite gets
    /// a class without a meaning, usually 0; Predict and Evaluate reject such samples.</summary>
    /// <param name="input">One sample of InputLength floats.</param>
    /// <param name="workspace">Scratch memory of the caller; null uses memory that is kept for the calling thread.</param>
    /// <returns>The class, from 0.</returns>
    /// <exception cref="ArgumentException">The length does not match, or the workspace is too small.</exception>
    int Classify(ReadOnlySpan<float> input, Workspace? workspace = null);

    /// <summary>Computes the most probable class of every sample.</summary>
    /// <param name="inputs">The samples, one after the other, InputLength floats each.</param>
    /// <param name="classes">Receives one class for each sample; must overlap neither <paramref name="inputs"/> nor the parameters.</param>
    /// <param name="workspace">Scratch memory of the caller; null uses memory that is kept for the calling thread.</param>
    /// <exception cref="ArgumentException">A length does not match, or the workspace is too small; nothing was written.</exception>
    void Classify(ReadOnlySpan<float> inputs, Span<int> classes, Workspace? workspace = null);
}

/// <summary>Represents a network that classifies: one trained with cross-entropy, or with binary cross-entropy on one output.</summary>
/// <typeparam name="TSelf">The network class itself.</typeparam>
public interface IClassifier<TSelf> : INetwork<TSelf>, IClassifier
    where TSelf : class, IClassifier<TSelf>;
