using NnGen;

namespace Digits;

/// <summary>A multilayer perceptron: one hidden layer, whose activation makes it nonlinear.</summary>
[Network(784)]
[Dense(128), Relu]
[Dense(10), Softmax]
public sealed partial class DigitNet;

/// <summary>The linear model for comparison: ten templates, one per class.</summary>
[Network(784)]
[Dense(10), Softmax]
public sealed partial class LinearNet;
