using NnGenerator.Diagnostics;
using NnGenerator.Model;

namespace NnGenerator.Layers;

/// <summary>Everything NnGen knows about one layer. Equality is its arguments; behaviour is its methods.</summary>
internal abstract record Layer
{
    /// <summary>The layer as the summary names it, such as "Dense 128".</summary>
    public abstract string Title { get; }

    /// <summary>The prefix of its blocks in saved files, such as "dense"; null for layers without parameters.</summary>
    public virtual string? BlockPrefix => null;

    /// <summary>The shape behind the layer; null when the input does not fit, and then a finding says why.</summary>
    public abstract Shape? InferOutput(Shape input, FindingSink findings);

    /// <summary>The blocks it trains, in the order of saved files.</summary>
    /// <param name="input">The shape before the layer.</param>
    /// <param name="next">The layer behind it, by which a default initializer is chosen.</param>
    public virtual IReadOnlyList<ParameterSpec> Parameters(Shape input, Layer? next) => [];

    /// <summary>Floating-point operations for one sample; a multiplication and an addition count as two.</summary>
    public virtual long Flops(Shape input) => 0;

    public abstract void Forward(LayerScope scope);

    public abstract void Backward(LayerScope scope);
}
