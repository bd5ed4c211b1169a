using NnGenerator.Declarations;
using NnGenerator.Diagnostics;
using NnGenerator.Infrastructure;
using NnGenerator.Layers;
using NnGenerator.Losses;
using NnGenerator.Shapes;

namespace NnGenerator.Graph;

/// <summary>What the user wrote, as names and numbers.</summary>
/// <remarks>Equality decides whether anything is emitted again: every member compares by value, and no member may hold a symbol, a syntax
/// node, a compilation or a location. The place of an attribute is kept apart, in <see cref="Sites"/>.</remarks>
internal sealed record NetworkDeclaration(
    NetworkType Type,
    Shape Input,
    bool Inference,
    EquatableArray<Layer> Layers,
    Loss? Loss);
