using NnGen;

namespace NnGen.IntegrationTests;

[Network(1, 8, 8)]
[Conv2D(6, 3, Padding = 1), Relu, MaxPool2D(2)]
[Conv2D(10, 3), Relu]
[Flatten]
[Dense(2), Softmax]
internal sealed partial class Stripes;

[Network(1, 2, 2)]
[MaxPool2D(2), Flatten]
internal sealed partial class Largest;

[Network(1, 6, 6)]
[Conv2D(3, 3), Tanh, AveragePool2D(2), GlobalAveragePool2D]
internal sealed partial class Averages;

/// <summary>Large enough for smaller blocks of samples.</summary>
[Network(1, 260, 260)]
[Conv2D(2, 3, Stride = 4), Relu, MaxPool2D(4)]
[Flatten]
[Dense(3), Softmax]
internal sealed partial class Photographs;
