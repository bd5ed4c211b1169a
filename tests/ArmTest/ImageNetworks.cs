using NnGen;

namespace ArmTest;

// Networks on images, with sizes that divide nothing evenly.

[Network(1, 5, 6)]
[Conv2D(3, 3)]
[MeanSquaredError]
internal sealed partial class Convolved;

[Network(2, 5, 6)]
[Conv2D(3, 3, Padding = 1), Relu, MaxPool2D(2)]
[Flatten]
[Dense(3), Softmax]
internal sealed partial class Padded;

[Network(2, 6, 5)]
[Conv2D(5, 3, Padding = 1), Tanh]
[Conv2D(4, 3), Gelu]
[Flatten]
[Dense(2)]
internal sealed partial class TwoConvolutions;

[Network(2, 9, 8)]
[Conv2D(3, 3, Stride = 2, Padding = 1), Relu]
[Conv2D(2, 3, Stride = 2), Tanh]
[Flatten, Dense(3)]
internal sealed partial class Strided;

[Network(1, 8, 10)]
[Conv2D(2, 2)]
[Conv2D(3, 5, Stride = 3, Padding = 2, UseBias = false), Tanh]
[GlobalAveragePool2D]
internal sealed partial class StridedByThree;

[Network(2, 4, 7)]
[Conv2D(2, 1, KernelHeight = 2, KernelWidth = 3), Silu]
[Conv2D(3, 3, KernelHeight = 1, UseBias = false)]
[Flatten, Dense(2), Sigmoid]
internal sealed partial class Oblong;

[Network(1, 9, 12)]
[Conv2D(2, 2), Relu]
[Conv2D(3, 2, Stride = 3, Padding = 1), Relu]
[MaxPool2D(2), Flatten, Dense(2)]
internal sealed partial class StrideBeyondKernel;

[Network(3, 3, 4)]
[Conv2D(9, 1, Padding = 1), Relu]
[Conv2D(2, 1)]
[GlobalAveragePool2D, Softmax]
internal sealed partial class OneByOneKernel;

[Network(1, 3, 12)]
[Conv2D(2, 9, KernelHeight = 1, Padding = 4), Tanh]
[Conv2D(1, 9, KernelHeight = 2, Stride = 2, Padding = 3)]
internal sealed partial class WideKernel;

[Network(1, 4, 21)]
[Conv2D(15, 3), LeakyRelu]
[MaxPool2D(2), Flatten, Dense(2)]
internal sealed partial class WideImage;

[Network(1, 6, 7)]
[Conv2D(3, 2), Tanh, MaxPool2D(3, Stride = 1, Padding = 1)]
[MaxPool2D(3, Stride = 2), Flatten]
[Dense(3), Softmax]
internal sealed partial class Overlapping;

[Network(2, 7, 8)]
[AveragePool2D(2)]
[Conv2D(2, 2), Relu]
[AveragePool2D(3, Stride = 1, Padding = 1), Flatten, Dense(2)]
internal sealed partial class Averaged;

[Network(2, 11, 11)]
[Conv2D(5, 2), Tanh, MaxPool2D(3)]
[Conv2D(4, 2, Padding = 1), Softsign, LeakyRelu, MaxPool2D(2, Stride = 3)]
[Flatten, Dense(2)]
internal sealed partial class PooledTanh;

[Network(1, 13, 60)]
[Conv2D(1, 2), Relu, MaxPool2D(2)]
[GlobalAveragePool2D]
internal sealed partial class TallAndWide;

[Network(1, 10, 10)]
[Conv2D(9, 2), Relu]
[Conv2D(8, 2), Relu, MaxPool2D(2)]
[GlobalAveragePool2D]
internal sealed partial class NineColumns;

[Network(1, 7, 8)]
[Conv2D(2, 2), HardSigmoid, MaxPool2D(2, Stride = 3)]
[MeanAbsoluteError]
internal sealed partial class PoolSkips;

[Network(1, 5, 5)]
[Dropout(0.3)]
[Conv2D(3, 3, Padding = 1), Relu, Dropout(0.4)]
[Conv2D(2, 3), Dropout(0.2)]
[Flatten, Dense(2), Softmax]
internal sealed partial class DroppedImages;

[Network(2, 2, 3)]
[Flatten]
[Dense(3), Tanh]
internal sealed partial class FlattenFirst;

[Network(1, 3, 4)]
[Tanh]
[Conv2D(2, 2)]
[Sigmoid]
internal sealed partial class ImageActivation;

[Network(1, 9, 10)]
[Conv2D(6, 3, Padding = 1), Relu, MaxPool2D(2)]
[Conv2D(10, 3), Relu, MaxPool2D(2)]
[Flatten]
[Dense(7), Relu]
[Dense(4)]
[CrossEntropy]
internal sealed partial class LeNetLike;

[Network(1, 28, 28)]
[Conv2D(6, 5, Padding = 2), Relu, MaxPool2D(2)]
[Conv2D(16, 5), Relu, MaxPool2D(2)]
[Flatten]
[Dense(120), Relu]
[Dense(84), Relu]
[Dense(10), Softmax]
internal sealed partial class LeNet;

[Network(1, 19, 21)]
[Conv2D(16, 3), Relu]
[Conv2D(18, 3, Padding = 1), Tanh]
[Conv2D(25, 3, Padding = 1), Relu, MaxPool2D(2)]
[Conv2D(20, 3), Relu]
[GlobalAveragePool2D]
[Dense(3), Softmax]
internal sealed partial class Tiled;
