using NnGenerator.Ir;
using NnGenerator.Printing;

namespace NnGenerator.Operations;

/// <summary>One step of a program on a batch of samples. An operation knows what it reads and writes, how it prints as C#, and how it runs in
/// double precision; nothing else knows its loop.</summary>
/// <param name="layer">The number of the layer that it belongs to.</param>
internal abstract class Operation(int layer)
{
    /// <summary>The number of the layer that it belongs to, for its section in the emitted file.</summary>
    public int Layer { get; } = layer;

    public abstract IReadOnlyList<Tensor> Reads { get; }

    public abstract IReadOnlyList<Tensor> Writes { get; }

    /// <summary>Tensors whose rows must be whole vectors, since it works along a row.</summary>
    public virtual IEnumerable<Tensor> NeedsPadding => [];

    /// <summary>Whether it returns the loss; such an operation is never dropped.</summary>
    public virtual bool ReturnsLoss => false;

    /// <summary>Number of gradients that it computes, if it can compute those of any range of the parameters once the values that it reads are known for the
    /// whole batch; 0 otherwise.</summary>
    public virtual int RangedGradients => 0;

    /// <summary>Approximate number of terms in its text if that is short enough to be inlined into the pass; null otherwise.</summary>
    public virtual int? Terms => null;

    /// <summary>The variables that the functions in its text take if that is inlined into the pass, where an exponential takes 1.</summary>
    public virtual int FunctionVariables => 0;

    /// <summary>Whether it may write a result over that input, because it reads each element before it writes the same one.</summary>
    public virtual bool MayOverwrite(Tensor input) => false;

    public abstract void Run(Memory memory);

    /// <summary>Adds its methods to the emitted class and returns the statement that calls them.</summary>
    public abstract string Print(OperationPrinter printer);
}
