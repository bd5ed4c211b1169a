using NnGen;

namespace NnGen.IntegrationTests;

// Networks whose four outputs are their first four inputs, once the upper part of the weights is the identity.
// The six inputs behind them number the samples of GoldenLossTests.

[Network(10)]
[Dense(4, UseBias = false)]
[CrossEntropy]
internal sealed partial class GoldenCrossEntropy;

[Network(10)]
[Dense(4, UseBias = false)]
[CrossEntropy(LabelSmoothing = 0.1)]
internal sealed partial class GoldenSmoothedCrossEntropy;

[Network(10)]
[Dense(4, UseBias = false)]
[BinaryCrossEntropy]
internal sealed partial class GoldenBinaryCrossEntropy;

[Network(10)]
[Dense(4, UseBias = false)]
[MeanSquaredError]
internal sealed partial class GoldenMeanSquaredError;

[Network(10)]
[Dense(4, UseBias = false)]
[MeanAbsoluteError]
internal sealed partial class GoldenMeanAbsoluteError;

[Network(10)]
[Dense(4, UseBias = false)]
[Huber]
internal sealed partial class GoldenHuber;

[Network(10)]
[Dense(4, UseBias = false)]
[Huber(0.5)]
internal sealed partial class GoldenHuberHalf;

[Network(8)]
[Dense(16), Relu]
[Dense(4), Softmax]
internal sealed partial class GoldenMlp;
