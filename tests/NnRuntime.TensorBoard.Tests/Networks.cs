using NnGen;

namespace Networks;

/// <summary>What the tests train; a namespace of NnGen has no networks.</summary>
[Network(2)]
[Dense(8), Tanh]
[Dense(1), Sigmoid]
internal sealed partial class BinaryNet;
