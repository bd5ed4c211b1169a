using NnGen;

namespace FlowerService;

/// <summary>Maps four lengths of a flower to the probabilities of three species.</summary>
[Network(4)]
[Dense(32), Relu]
[Dense(32), Relu]
[Dense(3), Softmax]
public sealed partial class FlowerNet;
