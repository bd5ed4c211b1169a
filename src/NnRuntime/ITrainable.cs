namespace NnGen;

/// <summary>A network with its loss and its gradients.</summary>
/// <typeparam name="TSelf">The network's own class.</typeparam>
/// <typeparam name="TTarget"><see cref="int"/> class indices with cross-entropy, otherwise <see cref="float"/> values.</typeparam>
public interface ITrainable<TSelf, TTarget> : INetwork<TSelf>
    where TSelf : class, ITrainable<TSelf, TTarget>
    where TTarget : unmanaged
{
    /// <summary>Targets for each sample: 1 class index, or OutputLength floats.</summary>
    static abstract int TargetLength { get; }

    /// <summary>The mean loss over the samples, in evaluation mode (dropout is the identity).</summary>
    /// <param name="inputs">At least one sample, InputLength floats each.</param>
    /// <param name="targets">TargetLength targets for each sample.</param>
    /// <param name="workspace">Scratch memory of the caller's; null uses memory kept for the calling thread.</param>
    /// <exception cref="ArgumentException">A length does not fit or the workspace is too small.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not a class of the network; the message names the sample.</exception>
    float Loss(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, Workspace? workspace = null);

    /// <summary>The mean loss, and the classes that Classify would tell, from one pass over the samples.</summary>
    /// <param name="inputs">At least one sample, InputLength floats each.</param>
    /// <param name="targets">TargetLength targets for each sample.</param>
    /// <param name="classes">Receives one class for each sample; empty when they are not wanted, and where the network is no <see cref="IClassifier"/>.</param>
    /// <param name="workspace">Scratch memory of the caller's; null uses memory kept for the calling thread.</param>
    /// <exception cref="ArgumentException">A length does not fit, the spans overlap, the workspace is too small, or the network tells no classes apart.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not a class of the network; the message names the sample.</exception>
    float Loss(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, Span<int> classes, Workspace? workspace) => classes.IsEmpty
        ? Loss(inputs, targets, workspace)
        : throw new ArgumentException($"{TSelf.Info.Name} tells no classes apart; pass an empty span.", nameof(classes));

    /// <summary>Returns the mean loss in training mode and overwrites <paramref name="gradients"/> with its gradient.
    /// The dropout masks come from a counter of the network that every call advances.</summary>
    /// <param name="inputs">At least one sample, InputLength floats each.</param>
    /// <param name="targets">TargetLength targets for each sample.</param>
    /// <param name="gradients">Receives ∂L/∂parameters, laid out like <see cref="INetwork{TSelf}.Parameters"/>; may overlap nothing else.</param>
    /// <param name="workspace">Scratch memory of the caller's; null uses memory kept for the calling thread.</param>
    /// <exception cref="ArgumentException">A length does not fit, spans overlap, or the workspace is too small; nothing was written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not a class of the network; the message names the sample.</exception>
    float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, Span<float> gradients, Workspace? workspace = null);

    /// <summary>A training pass that depends on its arguments alone, so that a step can be repeated and a batch be split in shards:
    /// returns scale·Σ wᵢ·Lᵢ and overwrites <paramref name="gradients"/> with its gradient.</summary>
    /// <param name="inputs">The samples one after the other, InputLength floats each; none at all gives zeros.</param>
    /// <param name="targets">TargetLength targets for each sample.</param>
    /// <param name="sampleWeights">A weight for each sample, or empty for ones. With label smoothing also a weight for each class of each sample,
    /// sample after sample, by which every class weighs its own part of the target, as torch.nn.CrossEntropyLoss(weight, label_smoothing) has it.</param>
    /// <param name="gradients">Receives the gradient, laid out like <see cref="INetwork{TSelf}.Parameters"/>.</param>
    /// <param name="workspace">Scratch memory, made by CreateWorkspace.</param>
    /// <param name="step">Seed, step, number of the first sample within the batch, and the scale that replaces 1/n.</param>
    /// <exception cref="ArgumentException">A length does not fit, spans overlap, or the workspace is too small; nothing was written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not a class of the network; the message names the sample.</exception>
    float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, ReadOnlySpan<float> sampleWeights,
                   Span<float> gradients, Workspace workspace, in TrainingStep step);

    /// <summary>Gradients of a loss of the caller's own, in evaluation mode: overwrites <paramref name="gradients"/> with the sum over
    /// the samples of Jᵀ·v and <paramref name="inputGradients"/> with ∂L/∂inputs.</summary>
    /// <param name="inputs">The samples one after the other, InputLength floats each.</param>
    /// <param name="outputGradients">v = ∂L/∂outputs, for the outputs as Forward writes them.</param>
    /// <param name="gradients">Receives ∂L/∂parameters; empty when it is not wanted.</param>
    /// <param name="inputGradients">Receives ∂L/∂inputs; empty when it is not wanted. It and <paramref name="gradients"/> may overlap nothing else.</param>
    /// <param name="workspace">Scratch memory of the caller's; null uses memory kept for the calling thread.</param>
    /// <exception cref="ArgumentException">A length does not fit, spans overlap, or the workspace is too small; nothing was written.</exception>
    void BackwardFromOutput(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients,
                            Span<float> gradients, Span<float> inputGradients, Workspace? workspace = null);
}
