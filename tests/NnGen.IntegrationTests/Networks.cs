using NnGen;

namespace NnGen.IntegrationTests;

[Network(20)]
[Dense(32), Relu]
[Dense(4), Softmax]
internal sealed partial class Classifier;

[Network(2)]
[Dense(8), Tanh]
[Dense(1), Sigmoid]
internal sealed partial class Xor;

[Network(3)]
[Softmax]
internal sealed partial class SoftmaxAlone;

[Network(1)]
[Dense(1, Initializer = Initializer.Constant, InitialValue = 1)]
[BinaryCrossEntropy]
internal sealed partial class OneLogit;

[Network(3)]
[Dense(3, UseBias = false, Initializer = Initializer.Constant, InitialValue = 0)]
[CrossEntropy]
internal sealed partial class Logits;

[Network(12)]
[Dense(40), Tanh]
[Dropout(0.5)]
[Dense(3)]
internal sealed partial class Dropped;

// Matrices that one to three samples read in whole rows.
[Network(300)]
[Dense(333), Relu]
[Dense(260), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class Large;
