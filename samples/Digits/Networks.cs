using NnGen;

namespace Digits;

/// <summary>A multi-layer perceptron: one hidden layer, whose activation makes it more than a linear model.</summary>
[Network(784)]
[Dense(128), Relu]
[Dense(10), Softmax]
public sealed partial class DigitNet;

/// <summary>The linear model beside it: ten templates, one a class.</summary>
[Network(784)]
[Dense(10), Softmax]
public sealed partial class LinearNet;
