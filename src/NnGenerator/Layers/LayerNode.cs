using NnGenerator.Infrastructure;
using NnGenerator.Shapes;

namespace NnGenerator.Layers;

/// <summary>A layer between the values that it reads and the one that it writes.</summary>
/// <param name="Number">Its position among the attributes, from 1.</param>
/// <param name="Linear">Number of layers with weights up to and including this one: the ℓ of Wℓ.</param>
internal sealed record LayerNode(int Number, Layer Layer, EquatableArray<GraphValue> Inputs, GraphValue Output, int Linear, EquatableArray<ParameterBlock> Parameters)
{
    /// <summary>The shapes of the inputs.</summary>
    public IReadOnlyList<Shape> InputShapes => [.. Inputs.Select(static value => value.Shape)];

    public long Flops => Layer.Flops(InputShapes);
}
