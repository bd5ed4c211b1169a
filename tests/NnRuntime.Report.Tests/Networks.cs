using NnGen;

namespace Networks;

[Network(784)]
[Dense(64), Relu]
[Dense(10), Softmax]
internal sealed partial class DigitNet;

[Network(1, 28, 28)]
[Conv2D(4, 5, Stride = 2), Relu]
[Flatten]
[Dense(10), Softmax]
internal sealed partial class ImageNet;

[Network(2)]
[Dense(8), Tanh]
[Dense(1), Sigmoid]
internal sealed partial class BinaryNet;

[Network(1)]
[Dense(8), Tanh]
[Dense(2)]
internal sealed partial class CurveNet;

[Network(2)]
[Dense(30), Softmax]
internal sealed partial class ManyNet;
