using NnGen;

namespace NnGen.Benchmarks.Networks;

/// <summary>The smallest: everything stays in registers.</summary>
[Network(4)]
[Dense(16), Tanh]
[Dense(16), Tanh]
[Dense(3), Softmax]
public sealed partial class TinyNet;

/// <summary>Exclusive or.</summary>
[Network(2)]
[Dense(8), Tanh]
[Dense(1), Sigmoid]
public sealed partial class XorNet;

/// <summary>The usual first network on digits.</summary>
[Network(784)]
[Dense(128), Relu]
[Dense(10), Softmax]
public sealed partial class DigitNet;

/// <summary>Weights that do not fit into the second cache.</summary>
[Network(784)]
[Dense(512), Relu]
[Dense(256), Relu]
[Dense(10), Softmax]
public sealed partial class WideNet;

/// <summary>A table of 20 columns and three classes.</summary>
[Network(20)]
[Dense(128), Relu]
[Dense(128), Relu]
[Dense(3), Softmax]
public sealed partial class StreamNet;

/// <summary>One product, wide on both sides.</summary>
[Network(784)]
[Dense(128)]
public sealed partial class Product784x128;

/// <summary>One product with more outputs than a tile has columns.</summary>
[Network(512)]
[Dense(256)]
public sealed partial class Product512x256;

/// <summary>One product with more weights than the second cache holds.</summary>
[Network(784)]
[Dense(512)]
public sealed partial class Product784x512;

/// <summary>One product into less than a vector.</summary>
[Network(128)]
[Dense(10)]
public sealed partial class Product128x10;
