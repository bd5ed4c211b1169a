using NnGenerator.Declarations;
using NnGenerator.Diagnostics;
using NnGenerator.Infrastructure;
using NnGenerator.Layers;
using NnGenerator.Losses;
using NnGenerator.Shapes;

namespace NnGenerator.Graph;

/// <summary>What the user wrote, as names and numbers. The output of the last layer is that of the network.</summary>
/// <remarks>Equality decides whether anything is emitted again: every member compares by value, and no member may hold a symbol, a syntax
/// node, a compilation or a location. The place of an attribute is kept apart, in <see cref="Sites"/>.</remarks>
internal sealed record NetworkDeclaration(
    NetworkType Type,
    Shape Input,
    bool Inference,
    EquatableArray<DeclaredLayer> Layers,
    Loss? Loss)
{
    /// <summary>Gets the last layer; null if there is none.</summary>
    public Layer? Last => Layers.Count == 0 ? null : Layers[Layers.Count - 1].Layer;

    /// <summary>Returns layers each of which reads the output of the one before it.</summary>
    public static EquatableArray<DeclaredLayer> Chain(IEnumerable<Layer> layers) =>
        layers.Select(static (layer, i) => new DeclaredLayer(layer, new([i]))).ToEquatableArray();

    /// <summary>Returns the layer that a value comes from; null for the input of the network.</summary>
    public Layer? Producer(int value) => value == 0 ? null : Layers[value - 1].Layer;

    /// <summary>Returns the layers that read each value.</summary>
    public ILookup<int, Layer> Readers() =>
        Layers.SelectMany(static layer => layer.Inputs.Select(value => (Value: value, layer.Layer))).ToLookup(static pair => pair.Value, static pair => pair.Layer);
}
