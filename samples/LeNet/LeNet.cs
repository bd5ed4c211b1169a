using NnGen;

namespace Convolution;

/// <summary>LeNet-5 as it is built today: ReLU instead of tanh, maximum pooling instead of trained means (LeCun and others, 1998).</summary>
[Network(1, 28, 28)]
[Conv2D(6, 5, Padding = 2), Relu, MaxPool2D(2)]
[Conv2D(16, 5), Relu, MaxPool2D(2)]
[Flatten]
[Dense(120), Relu]
[Dense(84), Relu]
[Dense(10), Softmax]
public sealed partial class LeNet;
