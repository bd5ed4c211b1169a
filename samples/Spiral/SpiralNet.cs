using NnGen;

namespace Spirals;

/// <summary>Maps a point of the plane to the probability that it belongs to the second spiral.</summary>
[Network(2)]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(1), Sigmoid]
public sealed partial class SpiralNet;
