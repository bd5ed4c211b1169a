using NnGen;

namespace Flowers;

/// <summary>Four lengths of a flower in, the probabilities of three species out.</summary>
[Network(4)]
[Dense(16), Tanh]
[Dense(3), Softmax]
public sealed partial class IrisNet;
