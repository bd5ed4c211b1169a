using NnGen;

namespace Flowers;

/// <summary>Maps four lengths of a flower to the probabilities of three species.</summary>
[Network(4)]
[Dense(16), Tanh]
[Dense(3), Softmax]
public sealed partial class IrisNet;
