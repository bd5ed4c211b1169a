using NnGenerator.Infrastructure;
using NnGenerator.Layers;

namespace NnGenerator.Graph;

/// <summary>A layer of a declaration, and the values that it reads.</summary>
/// <param name="Inputs">Numbers of values: 0 is the input of the network, n the output of the nth layer.</param>
internal sealed record DeclaredLayer(Layer Layer, EquatableArray<int> Inputs);
