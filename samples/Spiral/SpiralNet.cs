using NnGen;

namespace Spirals;

/// <summary>A point of the plane in, the probability that it is of the second spiral out.</summary>
[Network(2)]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(1), Sigmoid]
public sealed partial class SpiralNet;
