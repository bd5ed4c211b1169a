using NnRuntime;

namespace Samples;

/// <summary>Reads a digit of 28 × 28 pixels: one hidden layer, and a probability for each of the ten classes.</summary>
[Network(784)]
[Dense(128), Relu]
[Dense(10), Softmax]
public sealed partial class DigitNet;
