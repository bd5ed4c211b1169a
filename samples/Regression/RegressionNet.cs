using NnGen;

namespace Numbers;

/// <summary>Maps ten numbers to one. Without an activation at the end, a network can output any number.</summary>
[Network(10)]
[Dense(16), Tanh]
[Dense(1)]
public sealed partial class RegressionNet;
