using NnGen;

namespace Samples;

/// <summary>
/// Exclusive or: the smallest function that no linear model computes, and so the smallest that needs a hidden layer.
/// Its emitted code is unrolled to the last multiplication.
/// </summary>
[Network(2)]
[Dense(8), Tanh]
[Dense(1), Sigmoid]
public sealed partial class Xor;
