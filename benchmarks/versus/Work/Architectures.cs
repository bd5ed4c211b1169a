using static Versus.Work.Function;

namespace Versus.Work;

/// <summary>The networks of the comparison.</summary>
internal static class Architectures
{
    private static readonly Dictionary<int, Architecture> s_denseLayers =
        new[] { 4, 8, 12, 16, 20, 24, 32, 40, 48, 64, 96, 128, 192, 256 }.ToDictionary(static n => n, static n => new Architecture($"dense {n}×{n}", [n], [new Dense(n, n)]));

    public static readonly Architecture Tiny = new("4-16-16-3", [4],
        [new Dense(4, 16), new Activation(Tanh), new Dense(16, 16), new Activation(Tanh), new Dense(16, 3), new Activation(Softmax)]);

    public static readonly Architecture Xor = new("2-8-1", [2],
        [new Dense(2, 8), new Activation(Tanh), new Dense(8, 1), new Activation(Sigmoid)]);

    public static readonly Architecture Digits = new("784-128-10", [784],
        [new Dense(784, 128), new Activation(Relu), new Dense(128, 10), new Activation(Softmax)]);

    public static readonly Architecture Wide = new("784-512-256-10", [784],
        [
            new Dense(784, 512), new Activation(Relu),
            new Dense(512, 256), new Activation(Relu),
            new Dense(256, 10), new Activation(Softmax),
        ]);

    public static readonly Architecture LeNet = new("LeNet-5", [1, 28, 28],
        [
            new Convolution(1, 6, 5, 2), new Activation(Relu), new MaxPool(2),
            new Convolution(6, 16, 5, 0), new Activation(Relu), new MaxPool(2),
            new Flatten(),
            new Dense(400, 120), new Activation(Relu),
            new Dense(120, 84), new Activation(Relu),
            new Dense(84, 10), new Activation(Softmax),
        ]);

    public static readonly Architecture Narrow = new("24-8-2", [24], [new Dense(24, 8), new Activation(Tanh), new Dense(8, 2)]);

    public static readonly Architecture Control = new("4-32-16-4", [4],
        [new Dense(4, 32), new Activation(Tanh), new Dense(32, 16), new Activation(Tanh), new Dense(16, 4)]);

    public static readonly Architecture Deep = new("1024-1024-1024-10", [1024],
        [
            new Dense(1024, 1024), new Activation(Relu),
            new Dense(1024, 1024), new Activation(Relu),
            new Dense(1024, 10), new Activation(Softmax),
        ]);

    public static readonly Architecture Color = new("CNN 3×32×32", [3, 32, 32],
        [
            new Convolution(3, 32, 3, 1), new Activation(Relu),
            new Convolution(32, 32, 3, 1), new Activation(Relu), new MaxPool(2),
            new Convolution(32, 64, 3, 1), new Activation(Relu),
            new Convolution(64, 64, 3, 1), new Activation(Relu), new MaxPool(2),
            new Flatten(),
            new Dense(64 * 8 * 8, 10), new Activation(Softmax),
        ]);

    public static readonly Architecture Even = new("32-32-32-32", [32],
        [new Dense(32, 32), new Activation(Relu), new Dense(32, 32), new Activation(Relu), new Dense(32, 32)]);

    public static readonly Architecture Spindle = new("8-32-32-4", [8],
        [new Dense(8, 32), new Activation(Relu), new Dense(32, 32), new Activation(Relu), new Dense(32, 4)]);

    /// <summary>The sizes that <see cref="DenseLayer"/> has.</summary>
    public static IEnumerable<int> DenseSizes => s_denseLayers.Keys;

    /// <summary>One dense layer without an activation, with as many units as inputs.</summary>
    public static Architecture DenseLayer(int size) => s_denseLayers[size];
}
