using NnGen;

namespace Numbers;

/// <summary>Ten numbers in, one out: without an activation at its end a network can give any number.</summary>
[Network(10)]
[Dense(16), Tanh]
[Dense(1)]
public sealed partial class RegressionNet;
