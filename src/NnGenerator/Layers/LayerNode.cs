using NnGenerator.Infrastructure;
using NnGenerator.Shapes;

namespace NnGenerator.Layers;

/// <summary>A layer between its shapes.</summary>
/// <param name="Number">Its position among the attributes, from 1.</param>
/// <param name="Linear">Number of layers with weights up to and including this one: the ℓ of Wℓ.</param>
internal sealed record LayerNode(int Number, Layer Layer, Shape Input, Shape Output, int Linear, EquatableArray<ParameterBlock> Parameters);
