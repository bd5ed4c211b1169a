using NnGenerator.Activations;
using NnGenerator.Layers;
using NnGenerator.Losses;
using NnGenerator.Shapes;

namespace NnGenerator.Tests.Support;

/// <summary>The networks on images: small, so that every weight can be checked, with sizes that divide nothing evenly.</summary>
internal static class ImageCases
{
    private static readonly Layer s_relu = new ActivationLayer(new ReluActivation()), s_tanh = new ActivationLayer(new TanhActivation()), s_flatten = new FlattenLayer();

    public static IReadOnlyList<NetworkCase> All { get; } =
    [
        new("Convolved", "[Conv2D(3, 3)] [MeanSquaredError]", new Shape(1, 5, 6), [new Conv2DLayer(3, 3, 3)], new MeanSquaredErrorLoss()),
        new("Padded", "[Conv2D(3, 3, Padding = 1), Relu, MaxPool2D(2)] [Flatten] [Dense(3), Softmax]", new Shape(2, 5, 6),
            [new Conv2DLayer(3, 3, 3, Padding: 1), s_relu, new MaxPool2DLayer(2, 2), s_flatten, new DenseLayer(3), new SoftmaxLayer(false)], null),
        new("TwoConvolutions", "[Conv2D(5, 3, Padding = 1), Tanh] [Conv2D(4, 3), Gelu] [Flatten] [Dense(2)]", new Shape(2, 6, 5),
            [new Conv2DLayer(5, 3, 3, Padding: 1), s_tanh, new Conv2DLayer(4, 3, 3), new ActivationLayer(new GeluActivation()), s_flatten, new DenseLayer(2)], null),
        new("Strided", "[Conv2D(3, 3, Stride = 2, Padding = 1), Relu] [Conv2D(2, 3, Stride = 2), Tanh] [Flatten, Dense(3)]", new Shape(2, 9, 8),
            [new Conv2DLayer(3, 3, 3, 2, 1), s_relu, new Conv2DLayer(2, 3, 3, 2), s_tanh, s_flatten, new DenseLayer(3)], null),
        new("StridedByThree", "[Conv2D(2, 2)] [Conv2D(3, 5, Stride = 3, Padding = 2, UseBias = false), Tanh] [GlobalAveragePool2D]", new Shape(1, 8, 10),
            [new Conv2DLayer(2, 2, 2), new Conv2DLayer(3, 5, 5, 3, 2, false), s_tanh, new GlobalAveragePool2DLayer()], null),
        new("Oblong", "[Conv2D(2, 1, KernelHeight = 2, KernelWidth = 3), Silu] [Conv2D(3, 3, KernelHeight = 1, UseBias = false)] [Flatten, Dense(2), Sigmoid]", new Shape(2, 4, 7),
            [new Conv2DLayer(2, 2, 3), new ActivationLayer(new SiluActivation()), new Conv2DLayer(3, 1, 3, UseBias: false), s_flatten, new DenseLayer(2), new ActivationLayer(new SigmoidActivation())], null),
        new("StrideBeyondKernel", "[Conv2D(2, 2), Relu] [Conv2D(3, 2, Stride = 3, Padding = 1), Relu] [MaxPool2D(2), Flatten, Dense(2)]", new Shape(1, 9, 12),
            [new Conv2DLayer(2, 2, 2), s_relu, new Conv2DLayer(3, 2, 2, 3, 1), s_relu, new MaxPool2DLayer(2, 2), s_flatten, new DenseLayer(2)], null),
        new("OneByOneKernel", "[Conv2D(9, 1, Padding = 1), Relu] [Conv2D(2, 1)] [GlobalAveragePool2D, Softmax]", new Shape(3, 3, 4),
            [new Conv2DLayer(9, 1, 1, Padding: 1), s_relu, new Conv2DLayer(2, 1, 1), new GlobalAveragePool2DLayer(), new SoftmaxLayer(false)], null),
        new("WideKernel", "[Conv2D(2, 9, KernelHeight = 1, Padding = 4), Tanh] [Conv2D(1, 9, KernelHeight = 2, Stride = 2, Padding = 3)]", new Shape(1, 3, 12),
            [new Conv2DLayer(2, 1, 9, Padding: 4), s_tanh, new Conv2DLayer(1, 2, 9, 2, 3)], null),
        // A row of pixels is one vector, and a tile of one sample takes several rows; the last rows overlap those before them.
        new("ShortRows16", "[Conv2D(13, 3, Padding = 1), Relu] [GlobalAveragePool2D]", new Shape(2, 9, 16),
            [new Conv2DLayer(13, 3, 3, Padding: 1), s_relu, new GlobalAveragePool2DLayer()], null),
        new("ShortRows8", "[Conv2D(7, 3), Tanh]", new Shape(3, 11, 10), [new Conv2DLayer(7, 3, 3), s_tanh], null),
        new("ShortRows4", "[Conv2D(9, 1, UseBias = false)]", new Shape(3, 10, 4), [new Conv2DLayer(9, 1, 1, UseBias: false)], null),
        // Enough channels for tiles of 2×2 pixels, with and without a maximum in each; the last tiles overlap those before them.
        new("Tiled", "[Conv2D(16, 3, Padding = 1), Tanh] [GlobalAveragePool2D]", new Shape(16, 4, 5), [new Conv2DLayer(16, 3, 3, Padding: 1), s_tanh, new GlobalAveragePool2DLayer()], null),
        new("TiledAndPooled", "[Conv2D(16, 1)] [Conv2D(17, 3), Relu, MaxPool2D(2)] [Flatten, Dense(2)]", new Shape(1, 7, 6),
            [new Conv2DLayer(16, 1, 1), new Conv2DLayer(17, 3, 3), s_relu, new MaxPool2DLayer(2, 2), s_flatten, new DenseLayer(2)], null),
        new("WideImage", "[Conv2D(15, 3), LeakyRelu] [MaxPool2D(2), Flatten, Dense(2)]", new Shape(1, 4, 21),
            [new Conv2DLayer(15, 3, 3), new ActivationLayer(new LeakyReluActivation(0.01)), new MaxPool2DLayer(2, 2), s_flatten, new DenseLayer(2)], null),
        new("Overlapping", "[Conv2D(3, 2), Tanh, MaxPool2D(3, Stride = 1, Padding = 1)] [MaxPool2D(3, Stride = 2), Flatten] [Dense(3), Softmax]", new Shape(1, 6, 7),
            [new Conv2DLayer(3, 2, 2), s_tanh, new MaxPool2DLayer(3, 1, 1), new MaxPool2DLayer(3, 2), s_flatten, new DenseLayer(3), new SoftmaxLayer(false)], null),
        new("Averaged", "[AveragePool2D(2)] [Conv2D(2, 2), Relu] [AveragePool2D(3, Stride = 1, Padding = 1), Flatten, Dense(2)]", new Shape(2, 7, 8),
            [new AveragePool2DLayer(2, 2), new Conv2DLayer(2, 2, 2), s_relu, new AveragePool2DLayer(3, 1, 1), s_flatten, new DenseLayer(2)], null),
        new("PooledTanh", "[Conv2D(5, 2), Tanh, MaxPool2D(3)] [Conv2D(4, 2, Padding = 1), Softsign, LeakyRelu, MaxPool2D(2, Stride = 3)] [Flatten, Dense(2)]", new Shape(2, 11, 11),
            [new Conv2DLayer(5, 2, 2), s_tanh, new MaxPool2DLayer(3, 3), new Conv2DLayer(4, 2, 2, Padding: 1), new ActivationLayer(new SoftsignActivation()), new ActivationLayer(new LeakyReluActivation(0.01)), new MaxPool2DLayer(2, 3), s_flatten, new DenseLayer(2)], null),
        new("TallAndWide", "[Conv2D(1, 2), Relu, MaxPool2D(2)] [GlobalAveragePool2D]", new Shape(1, 13, 210), [new Conv2DLayer(1, 2, 2), s_relu, new MaxPool2DLayer(2, 2), new GlobalAveragePool2DLayer()], null),
        new("NineColumns", "[Conv2D(9, 2), Relu] [Conv2D(8, 2), Relu, MaxPool2D(2)] [GlobalAveragePool2D]", new Shape(1, 10, 10),
            [new Conv2DLayer(9, 2, 2), s_relu, new Conv2DLayer(8, 2, 2), s_relu, new MaxPool2DLayer(2, 2), new GlobalAveragePool2DLayer()], null),
        new("Pooled", "[MaxPool2D(2), Flatten, Softmax]", new Shape(1, 4, 4), [new MaxPool2DLayer(2, 2), s_flatten, new SoftmaxLayer(false)], null),
        new("PoolSkips", "[Conv2D(2, 2), HardSigmoid, MaxPool2D(2, Stride = 3)] [MeanAbsoluteError]", new Shape(1, 7, 8),
            [new Conv2DLayer(2, 2, 2), new ActivationLayer(new HardSigmoidActivation()), new MaxPool2DLayer(2, 3)], new MeanAbsoluteErrorLoss()),
        new("DroppedImages", "[Dropout(0.3)] [Conv2D(3, 3, Padding = 1), Relu, Dropout(0.4)] [Conv2D(2, 3), Dropout(0.2)] [Flatten, Dense(2), Softmax]", new Shape(1, 5, 5),
            [new DropoutLayer(0.3), new Conv2DLayer(3, 3, 3, Padding: 1), s_relu, new DropoutLayer(0.4), new Conv2DLayer(2, 3, 3), new DropoutLayer(0.2), s_flatten, new DenseLayer(2), new SoftmaxLayer(false)], null),
        new("FlattenFirst", "[Flatten] [Dense(3), Tanh]", new Shape(2, 2, 3), [s_flatten, new DenseLayer(3), s_tanh], null),
        new("ImageActivation", "[Tanh] [Conv2D(2, 2)] [Sigmoid]", new Shape(1, 3, 4), [s_tanh, new Conv2DLayer(2, 2, 2), new ActivationLayer(new SigmoidActivation())], null),
        new("LeNetLike", "[Conv2D(6, 3, Padding = 1), Relu, MaxPool2D(2)] [Conv2D(10, 3), Relu, MaxPool2D(2)] [Flatten] [Dense(7), Relu] [Dense(4)] [CrossEntropy]", new Shape(1, 9, 10),
            [new Conv2DLayer(6, 3, 3, Padding: 1), s_relu, new MaxPool2DLayer(2, 2), new Conv2DLayer(10, 3, 3), s_relu, new MaxPool2DLayer(2, 2), s_flatten,
                new DenseLayer(7), s_relu, new DenseLayer(4)], new CrossEntropyLoss()),
    ];
}
