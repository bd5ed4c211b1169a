using NnGenerator.Activations;
using NnGenerator.Ir;
using NnGenerator.Layers;
using NnGenerator.Losses;
using NnGenerator.Shapes;

namespace NnGenerator.Tests.Support;

/// <summary>Networks with branches, which no attribute declares. Numbers after a layer are the values that it reads: 0 is the input, n the output of the nth layer.</summary>
internal static class GraphCases
{
    private static readonly Layer s_relu = new ActivationLayer(new ReluActivation()), s_tanh = new ActivationLayer(new TanhActivation()), s_flatten = new FlattenLayer(),
        s_sum = new SumLayer(TensorLayout.RowMajor), s_imageSum = new SumLayer(TensorLayout.ChannelsHeightWidthBatch);

    public static IReadOnlyList<NetworkCase> All { get; } =
    [
        new("ResidualDense", new Shape(7), [(new DenseLayer(19), [0]), (s_relu, [1]), (new DenseLayer(19), [2]), (s_sum, [2, 3]), (s_tanh, [4]), (new DenseLayer(5), [5]), (new SoftmaxLayer(false), [6])], null),

        // The sum of three contributions, one of them twice, to a value and to the input.
        new("ReadAgain", new Shape(5), [(new DenseLayer(5), [0]), (s_sum, [1, 0, 1]), (s_tanh, [2]), (s_sum, [3, 2, 0]), (new DenseLayer(3), [4])], new MeanSquaredErrorLoss()),

        // A product whose result is read before and after its activation.
        new("BeforeAndAfter", new Shape(40), [(new DenseLayer(40), [0]), (s_relu, [1]), (new DenseLayer(40), [2]), (s_sum, [1, 3]), (new SoftmaxLayer(true), [4]), (s_sum, [5, 2]), (new DenseLayer(2), [6])], null),
        new("ResidualImage", new Shape(2, 6, 5),
            [(new Conv2DLayer(3, 3, 3, Padding: 1), [0]), (s_relu, [1]), (new Conv2DLayer(3, 3, 3, Padding: 1), [2]), (s_imageSum, [2, 3]), (s_relu, [4]), (new MaxPool2DLayer(2, 2), [5]), (s_flatten, [6]), (new DenseLayer(4), [7])],
            new CrossEntropyLoss()),

        // An activation that is pooled and read otherwise, and a value that is read as images and as rows, twice each.
        new("Pyramid", new Shape(1, 8, 8),
            [
                (new Conv2DLayer(3, 3, 3), [0]), (s_tanh, [1]), (new MaxPool2DLayer(2, 2), [2]), (new GlobalAveragePool2DLayer(), [2]), (new GlobalAveragePool2DLayer(), [3]),
                (s_flatten, [3]), (new DenseLayer(3), [6]), (new DropoutLayer(0.3), [3]), (s_flatten, [8]), (new DenseLayer(3), [9]), (s_sum, [4, 5, 7, 10]),
            ],
            new HuberLoss()),
        new("DroppedBranch", new Shape(9), [(new DropoutLayer(0.2), [0]), (new DenseLayer(9), [1]), (new DropoutLayer(0.5), [2]), (s_sum, [0, 3]), (new DenseLayer(1), [4]), (new ActivationLayer(new SigmoidActivation()), [5])], null),
    ];
}
