namespace NnGen;

/// <summary>Represents a network with its loss and its gradients.</summary>
/// <typeparam name="TSelf">The network class itself.</typeparam>
/// <typeparam name="TTarget"><see cref="int"/> class indices with cross-entropy, otherwise <see cref="float"/> values.</typeparam>
public interface ITrainable<TSelf, TTarget> : INetwork<TSelf>
    where TSelf : class, ITrainable<TSelf, TTarget>
    where TTarget : unmanaged
{
    /// <summary>Gets the number of targets of one sample: 1 class index, or OutputLength floats.</summary>
    static abstract int TargetLength { get; }

    /// <summary>Returns the mean loss over the samples, in evaluation mode (dropout is the identity).</summary>
    /// <param name="inputs">The samples, one after the other, InputLength floats each; at least one sample.</param>
    /// <param name="targets">TargetLength targets for each sample.</param>
    /// <param name="workspace">Scratch memory of the caller; null uses memory that is kept for the calling thread.</param>
    /// <exception cref="ArgumentException">A length does not match, or the workspace is too small.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not a class of the network; the message names the sample.</exception>
    float Loss(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, Workspace? workspace = null);

    /// <summary>Returns the mean loss over the samples, and writes the classes that Classify would return, in one pass.</summary>
    /// <param name="inputs">The samples, one after the other, InputLength floats each; at least one sample.</param>
    /// <param name="targets">TargetLength targets for each sample.</param>
    /// <param name="classes">Receives one class for each sample; empty if classes are not needed, or if the network is not an <see cref="IClassifier"/>.</param>
    /// <param name="workspace">Scratch memory of the caller; null uses memory that is kept for the calling thread.</param>
    /// <exception cref="ArgumentException">A length does not match, the spans overlap, the workspace is too small, or classes were requested of a network that does not classify.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not a class of the network; the message names the sample.</exception>
    float Loss(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, Span<int> classes, Workspace? workspace) => classes.IsEmpty
        ? Loss(inputs, targets, workspace)
        : throw new ArgumentException($"{TSelf.Info.Name} does not classify; pass an empty span.", nameof(classes));

    /// <summary>Returns the mean loss in training mode and overwrites <paramref name="gradients"/> with its gradient.
    /// The dropout masks are determined by a counter of the network, which every call increments.</summary>
    /// <param name="inputs">The samples, one after the other, InputLength floats each; at least one sample.</param>
    /// <param name="targets">TargetLength targets for each sample.</param>
    /// <param name="gradients">Receives ∂L/∂parameters, laid out like <see cref="INetwork{TSelf}.Parameters"/>; must not overlap any other argument.</param>
    /// <param name="workspace">Scratch memory of the caller; null uses memory that is kept for the calling thread.</param>
    /// <exception cref="ArgumentException">A length does not match, spans overlap, or the workspace is too small; nothing was written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not a class of the network; the message names the sample.</exception>
    float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, Span<float> gradients, Workspace? workspace = null);

    /// <summary>Performs a training pass that depends only on its arguments, so that a step can be repeated and a batch can be split into shards:
    /// returns scale·Σ wᵢ·Lᵢ and overwrites <paramref name="gradients"/> with its gradient.</summary>
    /// <param name="inputs">The samples, one after the other, InputLength floats each; without samples the results are zeros.</param>
    /// <param name="targets">TargetLength targets for each sample.</param>
    /// <param name="sampleWeights">A weight for each sample, or empty if all weights are 1. With label smoothing, also a weight for each class of each sample,
    /// sample after sample, by which each class weights its own share of the target, as in torch.nn.CrossEntropyLoss(weight, label_smoothing).</param>
    /// <param name="gradients">Receives the gradient, laid out like <see cref="INetwork{TSelf}.Parameters"/>.</param>
    /// <param name="workspace">Scratch memory, created by CreateWorkspace.</param>
    /// <param name="step">The seed, the step, the position of the first sample within the batch, and the scale that replaces 1/n.</param>
    /// <exception cref="ArgumentException">A length does not match, spans overlap, or the workspace is too small; nothing was written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not a class of the network; the message names the sample.</exception>
    float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> sampleWeights,
                   Span<float> gradients, Workspace workspace, in TrainingStep step);

    /// <summary>Computes the gradients of a custom loss, in evaluation mode: overwrites <paramref name="gradients"/> with the sum over
    /// the samples of Jᵀ·v and <paramref name="inputGradients"/> with ∂L/∂inputs.</summary>
    /// <param name="inputs">The samples, one after the other, InputLength floats each.</param>
    /// <param name="outputGradients">v = ∂L/∂outputs, for the outputs that Forward writes.</param>
    /// <param name="gradients">Receives ∂L/∂parameters; empty if it is not needed.</param>
    /// <param name="inputGradients">Receives ∂L/∂inputs; empty if it is not needed. Neither it nor <paramref name="gradients"/> may overlap any other argument.</param>
    /// <param name="workspace">Scratch memory of the caller; null uses memory that is kept for the calling thread.</param>
    /// <exception cref="ArgumentException">A length does not match, spans overlap, or the workspace is too small; nothing was written.</exception>
    void BackwardFromOutput(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients,
                            Span<float> gradients, Span<float> inputGradients, Workspace? workspace = null);
}
