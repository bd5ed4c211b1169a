using NnRuntime;

namespace Samples;

/// <summary>The same without the hidden layer: ten templates that a picture is compared with. What <see cref="DigitNet"/> has to beat.</summary>
[Network(784)]
[Dense(10), Softmax]
public sealed partial class LinearNet;
