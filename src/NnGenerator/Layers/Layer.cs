using NnGenerator.Diagnostics;
using NnGenerator.Ir;
using NnGenerator.Operations;
using NnGenerator.Shapes;

namespace NnGenerator.Layers;

/// <summary>Everything NnGen knows about one layer. Equality is its arguments; behaviour is its methods.</summary>
internal abstract record Layer
{
    /// <summary>The layer as the summary names it, such as "Dense 128".</summary>
    public abstract string Title { get; }

    /// <summary>The prefix of its blocks in saved files, such as "dense"; null for layers without parameters.</summary>
    public virtual string? BlockPrefix => null;

    /// <summary>The layout in which the layer reads its inputs; null where it accepts any.</summary>
    public virtual TensorLayout? InputLayout => TensorLayout.RowMajor;

    /// <summary>Whether its outputs in evaluation are a linear map of its inputs (and a constant): a run of such layers is one.</summary>
    public virtual bool IsLinear => false;

    /// <summary>Whether it draws a random number for each element while training.</summary>
    public virtual bool IsRandom => false;

    /// <summary>Whether a greater input never gives a smaller output, element by element.</summary>
    public virtual bool IsMonotone => false;

    /// <summary>Whether each output is the maximum of some inputs, so that a monotone layer before it may follow it instead.</summary>
    public virtual bool SelectsMaximum => false;

    /// <summary>Whether it is a rectifier, before which weights start with He's variance.</summary>
    public virtual bool IsRectifier => false;

    /// <summary>Whether its outputs stay between two numbers.</summary>
    public virtual bool IsBounded => false;

    /// <summary>Whether none of its outputs is below zero.</summary>
    public virtual bool IsNeverNegative => false;

    /// <summary>What its outputs are if it normalizes them over the features, such as "numbers that sum to 1"; otherwise null.</summary>
    public virtual string? Normalizes => null;

    /// <summary>The attribute that declares the layer, without brackets.</summary>
    public abstract string ToAttribute();

    /// <summary>Why the layer leaves every value as it is; null where it does something.</summary>
    /// <param name="inputs">The shapes of its inputs.</param>
    /// <param name="producers">The layers that they come from; null for an input of the network.</param>
    public abstract string? NoEffect(IReadOnlyList<Shape> inputs, IReadOnlyList<Layer?> producers);

    /// <summary>The shape after the layer; null when the inputs do not fit, and then a finding says why.</summary>
    public abstract Shape? InferOutput(IReadOnlyList<Shape> inputs, FindingSink findings);

    /// <summary>The blocks it trains, in the order of saved files.</summary>
    /// <param name="inputs">The shapes of its inputs.</param>
    /// <param name="readers">The layers that read its output, which decide the default initializer.</param>
    public abstract IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs, IReadOnlyList<Layer> readers);

    /// <summary>Floating-point operations for one sample; a multiplication and an addition count as two.</summary>
    public abstract long Flops(IReadOnlyList<Shape> inputs);

    /// <summary>A bound on the floats that it needs for one sample beside values of its inputs and output.</summary>
    public abstract long ScratchLength(IReadOnlyList<Shape> inputs);

    /// <summary>The floats that it needs for any number of samples.</summary>
    public abstract long FixedLength(IReadOnlyList<Shape> inputs);

    /// <summary>Adds the operations that compute its output.</summary>
    public abstract void Lower(LayerScope scope);

    /// <summary>Adds the operations that compute the gradients of its parameters and inputs from that of its output.</summary>
    public abstract void Pullback(PullbackScope scope);

    /// <summary>What computes the inputs of a last layer that a pass leaves out because the loss takes it in.</summary>
    /// <param name="producer">The operation that computes them in that pass.</param>
    public virtual Operation LeftOut(Operation producer) => producer;
}
