using NnGen;

namespace ArmTest;

// Networks on vectors: every activation in hidden layers, heads, losses, sizes that are not multiples of a vector.

[Network(7)]
[Dense(19), Relu]
[Dense(35), Relu]
[Dense(5), Relu]
[MeanSquaredError]
internal sealed partial class HiddenRelu;

[Network(7)]
[Dense(19), LeakyRelu]
[Dense(35), LeakyRelu]
[Dense(5), LeakyRelu]
[MeanSquaredError]
internal sealed partial class HiddenLeakyRelu;

[Network(7)]
[Dense(19), LeakyRelu(-0.3)]
[Dense(35), LeakyRelu(-0.3)]
[Dense(5), LeakyRelu(-0.3)]
[MeanSquaredError]
internal sealed partial class HiddenLeakyReluNegative;

[Network(7)]
[Dense(19), Elu]
[Dense(35), Elu]
[Dense(5), Elu]
[MeanSquaredError]
internal sealed partial class HiddenElu;

[Network(7)]
[Dense(19), Elu(0.5)]
[Dense(35), Elu(0.5)]
[Dense(5), Elu(0.5)]
[MeanSquaredError]
internal sealed partial class HiddenEluHalf;

[Network(7)]
[Dense(19), Selu]
[Dense(35), Selu]
[Dense(5), Selu]
[MeanSquaredError]
internal sealed partial class HiddenSelu;

[Network(7)]
[Dense(19), Gelu]
[Dense(35), Gelu]
[Dense(5), Gelu]
[MeanSquaredError]
internal sealed partial class HiddenGelu;

[Network(7)]
[Dense(19), GeluTanh]
[Dense(35), GeluTanh]
[Dense(5), GeluTanh]
[MeanSquaredError]
internal sealed partial class HiddenGeluTanh;

[Network(7)]
[Dense(19), Silu]
[Dense(35), Silu]
[Dense(5), Silu]
[MeanSquaredError]
internal sealed partial class HiddenSilu;

[Network(7)]
[Dense(19), Mish]
[Dense(35), Mish]
[Dense(5), Mish]
[MeanSquaredError]
internal sealed partial class HiddenMish;

[Network(7)]
[Dense(19), Sigmoid]
[Dense(35), Sigmoid]
[Dense(5), Sigmoid]
[MeanSquaredError]
internal sealed partial class HiddenSigmoid;

[Network(7)]
[Dense(19), HardSigmoid]
[Dense(35), HardSigmoid]
[Dense(5), HardSigmoid]
[MeanSquaredError]
internal sealed partial class HiddenHardSigmoid;

[Network(7)]
[Dense(19), HardSwish]
[Dense(35), HardSwish]
[Dense(5), HardSwish]
[MeanSquaredError]
internal sealed partial class HiddenHardSwish;

[Network(7)]
[Dense(19), Tanh]
[Dense(35), Tanh]
[Dense(5), Tanh]
[MeanSquaredError]
internal sealed partial class HiddenTanh;

[Network(7)]
[Dense(19), Softplus]
[Dense(35), Softplus]
[Dense(5), Softplus]
[MeanSquaredError]
internal sealed partial class HiddenSoftplus;

[Network(7)]
[Dense(19), Softsign]
[Dense(35), Softsign]
[Dense(5), Softsign]
[MeanSquaredError]
internal sealed partial class HiddenSoftsign;

[Network(7)]
[Dense(35), Relu]
[Dense(35), Silu]
[Dense(35), Tanh]
[Dense(5), Softmax]
internal sealed partial class Equal;

[Network(4)]
[Dense(16), Relu]
[Dense(16), Silu]
[Dense(16), Tanh]
[Dense(3), Softmax]
internal sealed partial class EqualSmall;

[Network(150)]
[Dense(1), Tanh]
[Dense(40), Relu]
[Dense(1)]
internal sealed partial class OneUnit;

[Network(45)]
[Dense(70), Relu]
[Dense(33), Tanh]
[Dense(17), LogSoftmax]
internal sealed partial class Wide;

[Network(4)]
[Dense(8), Silu]
[Dense(3)]
[CrossEntropy(LabelSmoothing = 0.1)]
internal sealed partial class Smoothed;

[Network(2)]
[Dense(8), Tanh]
[Dense(1), Sigmoid]
internal sealed partial class Binary;

[Network(3)]
[Dense(11, UseBias = false), Relu]
[Dense(20), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class ManyBinary;

[Network(2)]
[Dense(3)]
[MeanAbsoluteError]
internal sealed partial class Absolute;

[Network(5)]
[Dense(9), Tanh]
[Dense(2)]
[Huber(0.7)]
internal sealed partial class Robust;

[Network(5)]
[Dense(6), Softmax]
[Dense(4), Tanh]
[Dense(2)]
internal sealed partial class SoftmaxInside;

[Network(3)]
[Dense(7), LogSoftmax]
[MeanSquaredError]
internal sealed partial class LogSoftmaxSquared;

[Network(4)]
[Dense(2), Softmax, LogSoftmax]
internal sealed partial class SoftmaxLogarithm;

[Network(4)]
[Dense(3), Softmax, Dropout(0.1)]
[CrossEntropy]
internal sealed partial class SoftmaxDropped;

[Network(4)]
[Dense(5), Tanh, Softmax]
[MeanSquaredError]
internal sealed partial class SoftmaxOf5;

[Network(4)]
[Dense(17), Tanh, Softmax]
[MeanSquaredError]
internal sealed partial class SoftmaxOf17;

[Network(4)]
[Dense(40), Softmax, Softmax]
[MeanSquaredError]
internal sealed partial class SoftmaxOf40;

[Network(6)]
[Tanh]
[Dense(4), Relu]
[Dense(4), Relu, Tanh]
[Dense(1)]
internal sealed partial class ActivationFirst;

[Network(10)]
[Dropout(0.2)]
[Dense(18), Tanh]
[Dropout(0.5)]
[Dense(18), Relu, Dropout(0.3)]
[Dense(4), Softmax]
internal sealed partial class Dropped;

[Network(3)]
[Dense(5)]
[Dropout(0.4)]
internal sealed partial class DropoutLast;

[Network(1)]
[Dense(1)]
internal sealed partial class OneByOne;

[Network(13)]
[Dense(21, Initializer = Initializer.GlorotNormal), Tanh]
[Dense(9, Initializer = Initializer.HeNormal, BiasInitializer = Initializer.Constant, BiasInitialValue = 0.1), Elu]
[Dense(3, Initializer = Initializer.GlorotUniform)]
internal sealed partial class Normal;

// Matrices that one to three samples read in whole rows, and whose gradients are computed in ranges of the parameters.
[Network(200)]
[Dense(330), Softsign]
[Dense(257, UseBias = false), HardSwish]
[Dense(3)]
[MeanSquaredError]
internal sealed partial class Large;

[Network(300)]
[Dense(333), Relu]
[Dense(64), Relu]
[Dense(10), Softmax]
internal sealed partial class LongRows;
