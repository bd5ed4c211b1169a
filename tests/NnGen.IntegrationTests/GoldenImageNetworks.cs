using NnGen;

namespace NnGen.IntegrationTests;

// The networks of images.txt.

[Network(2, 6, 7)]
[Conv2D(3, 3)]
internal sealed partial class GoldenConvolution;

[Network(2, 6, 7)]
[Conv2D(3, 5, Padding = 2, UseBias = false)]
internal sealed partial class GoldenConvolutionPadded;

[Network(2, 9, 8)]
[Conv2D(3, 3, Stride = 2, Padding = 1)]
internal sealed partial class GoldenConvolutionStrided;

[Network(1, 8, 11)]
[Conv2D(4, 3, KernelHeight = 2, Stride = 3)]
internal sealed partial class GoldenConvolutionOblong;

[Network(2, 6, 7)]
[MaxPool2D(2)]
internal sealed partial class GoldenMaxPool;

[Network(2, 6, 7)]
[MaxPool2D(3, Stride = 2, Padding = 1)]
internal sealed partial class GoldenMaxPoolOverlapping;

[Network(2, 6, 7)]
[AveragePool2D(2)]
internal sealed partial class GoldenAveragePool;

[Network(2, 6, 7)]
[AveragePool2D(3, Stride = 2, Padding = 1)]
internal sealed partial class GoldenAveragePoolOverlapping;

[Network(3, 4, 5)]
[GlobalAveragePool2D]
internal sealed partial class GoldenGlobalAveragePool;

[Network(1, 12, 11)]
[Conv2D(4, 3, Padding = 1), Relu, MaxPool2D(2)]
[Conv2D(6, 3, KernelWidth = 2), Tanh, AveragePool2D(2, Stride = 1)]
[Flatten]
[Dense(5)]
internal sealed partial class GoldenImageNetwork;
