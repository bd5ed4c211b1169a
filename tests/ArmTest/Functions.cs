using NnGen;

namespace ArmTest;

// Networks without parameters: one function each, which is compared at extreme values.

[Network(37)]
[Relu]
internal sealed partial class OnlyRelu;

[Network(37)]
[LeakyRelu]
internal sealed partial class OnlyLeakyRelu;

[Network(37)]
[LeakyRelu(-0.3)]
internal sealed partial class OnlyLeakyReluNegative;

[Network(37)]
[Elu]
internal sealed partial class OnlyElu;

[Network(37)]
[Elu(0.5)]
internal sealed partial class OnlyEluHalf;

[Network(37)]
[Selu]
internal sealed partial class OnlySelu;

[Network(37)]
[Gelu]
internal sealed partial class OnlyGelu;

[Network(37)]
[GeluTanh]
internal sealed partial class OnlyGeluTanh;

[Network(37)]
[Silu]
internal sealed partial class OnlySilu;

[Network(37)]
[Mish]
internal sealed partial class OnlyMish;

[Network(37)]
[Sigmoid]
[MeanSquaredError]
internal sealed partial class OnlySigmoid;

[Network(37)]
[HardSigmoid]
internal sealed partial class OnlyHardSigmoid;

[Network(37)]
[HardSwish]
internal sealed partial class OnlyHardSwish;

[Network(37)]
[Tanh]
internal sealed partial class OnlyTanh;

[Network(37)]
[Softplus]
internal sealed partial class OnlySoftplus;

[Network(37)]
[Softsign]
internal sealed partial class OnlySoftsign;

[Network(37)]
[Softmax]
[MeanSquaredError]
internal sealed partial class OnlySoftmax;

[Network(3)]
[Softmax]
[MeanSquaredError]
internal sealed partial class ShortSoftmax;

[Network(37)]
[LogSoftmax]
[MeanSquaredError]
internal sealed partial class OnlyLogSoftmax;

[Network(1, 9, 11)]
[MaxPool2D(2)]
internal sealed partial class OnlyMaxPool;

[Network(2, 7, 6)]
[MaxPool2D(3, Stride = 1, Padding = 1)]
internal sealed partial class OverlappingMaxPool;

[Network(1, 7, 9)]
[AveragePool2D(2)]
internal sealed partial class OnlyAveragePool;
