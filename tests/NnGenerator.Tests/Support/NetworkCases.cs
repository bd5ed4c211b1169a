using NnGenerator.Activations;
using NnGenerator.Declarations;
using NnGenerator.Diagnostics;
using NnGenerator.Graph;
using NnGenerator.Inference;
using NnGenerator.Infrastructure;
using NnGenerator.Layers;
using NnGenerator.Losses;
using NnGenerator.Shapes;

namespace NnGenerator.Tests.Support;

/// <summary>A network that every check runs on: the records, and the attributes that declare the same; null where no attributes do.</summary>
internal sealed record NetworkCase(string Name, string? Attributes, Shape Input, EquatableArray<DeclaredLayer> Declared, Loss? Loss)
{
    public NetworkCase(string name, string attributes, Shape input, IReadOnlyList<Layer> layers, Loss? loss)
        : this(name, attributes, input, NetworkDeclaration.Chain(layers), loss)
    {
    }

    public NetworkCase(string name, Shape input, (Layer Layer, int[] Inputs)[] layers, Loss? loss)
        : this(name, null, input, layers.Select(static layer => new DeclaredLayer(layer.Layer, new(layer.Inputs))).ToEquatableArray(), loss)
    {
    }

    public NetworkCase(string name, string attributes, int input, IReadOnlyList<Layer> layers, Loss? loss)
        : this(name, attributes, new Shape(input), layers, loss)
    {
    }

    public NetworkGraph Graph { get; } = ShapeInference.Infer(new ParsedNetwork(
        new NetworkDeclaration(new NetworkType("Cases", EquatableArray<string>.Empty, Name, false, Name), Input, false, Declared, Loss),
        EquatableArray<Finding>.Empty, new Sites(EquatableArray<Site>.Empty)), new BuildEnvironment(null, null, null)).Graph!;

    public IEnumerable<Layer> Layers => Declared.Select(static layer => layer.Layer);

    public string Source => Attributes is null ? $"public sealed partial class {Name};" : $"[Network({string.Join(", ", Input.Dimensions)})] {Attributes} public sealed partial class {Name};";

    /// <summary>Whether the loss has a corner (ReLU at 0, say) that finite differences may step over.</summary>
    public override string ToString() => Name;
}

/// <summary>The networks; one line for a new layer.</summary>
internal static class NetworkCases
{
    public static IReadOnlyList<NetworkCase> All { get; } =
    [
        .. new (string Attribute, Activation Activation)[]
        {
            ("Relu", new ReluActivation()), ("LeakyRelu", new LeakyReluActivation()), ("LeakyRelu(-0.3)", new LeakyReluActivation(-0.3)), ("Elu", new EluActivation()),
            ("Elu(0.5)", new EluActivation(0.5)), ("Selu", new SeluActivation()), ("Gelu", new GeluActivation()), ("GeluTanh", new GeluTanhActivation()),
            ("Silu", new SiluActivation()), ("Mish", new MishActivation()), ("Sigmoid", new SigmoidActivation()), ("HardSigmoid", new HardSigmoidActivation()),
            ("HardSwish", new HardSwishActivation()), ("Tanh", new TanhActivation()), ("Softplus", new SoftplusActivation()), ("Softsign", new SoftsignActivation()),
        }.SelectMany(static (pair, i) => new NetworkCase[]
        {
            // The first product is written out, the second only for few samples, and the others go over tiles.
            new($"Hidden{i}", $"[Dense(16), {pair.Attribute}] [Dense(19), {pair.Attribute}] [Dense(35), {pair.Attribute}] [Dense(5), {pair.Attribute}] [MeanSquaredError]", 7,
                [new DenseLayer(16), new ActivationLayer(pair.Activation), new DenseLayer(19), new ActivationLayer(pair.Activation), new DenseLayer(35), new ActivationLayer(pair.Activation), new DenseLayer(5), new ActivationLayer(pair.Activation)], new MeanSquaredErrorLoss()),
            // Rows of one vector, written out for few samples.
            new($"Narrow{i}", $"[Dense(8), {pair.Attribute}] [Dense(16), {pair.Attribute}] [Dense(8), {pair.Attribute}] [Huber]", 9,
                [new DenseLayer(8), new ActivationLayer(pair.Activation), new DenseLayer(16), new ActivationLayer(pair.Activation), new DenseLayer(8), new ActivationLayer(pair.Activation)], new HuberLoss()),
        }),
        // Hidden layers of equal width tempt the planner to reuse memory too early.
        new("Equal", "[Dense(35), Relu] [Dense(35), Silu] [Dense(35), Tanh] [Dense(5), Softmax]", 7,
            [new DenseLayer(35), new ActivationLayer(new ReluActivation()), new DenseLayer(35), new ActivationLayer(new SiluActivation()), new DenseLayer(35), new ActivationLayer(new TanhActivation()), new DenseLayer(5), new SoftmaxLayer(false)], null),
        new("EqualSmall", "[Dense(16), Relu] [Dense(16), Silu] [Dense(16), Tanh] [Dense(3), Softmax]", 4,
            [new DenseLayer(16), new ActivationLayer(new ReluActivation()), new DenseLayer(16), new ActivationLayer(new SiluActivation()), new DenseLayer(16), new ActivationLayer(new TanhActivation()), new DenseLayer(3), new SoftmaxLayer(false)], null),
        new("OneWide", "[Dense(1), Tanh] [Dense(40), Relu] [Dense(1)]", 150,
            [new DenseLayer(1), new ActivationLayer(new TanhActivation()), new DenseLayer(40), new ActivationLayer(new ReluActivation()), new DenseLayer(1)], null),
        new("Wide", "[Dense(70), Relu] [Dense(33), Tanh] [Dense(17), LogSoftmax]", 45,
            [new DenseLayer(70), new ActivationLayer(new ReluActivation()), new DenseLayer(33), new ActivationLayer(new TanhActivation()), new DenseLayer(17), new SoftmaxLayer(true)], null),
        new("Smooth", "[Dense(8), Silu] [Dense(3)] [CrossEntropy(LabelSmoothing = 0.1)]", 4,
            [new DenseLayer(8), new ActivationLayer(new SiluActivation()), new DenseLayer(3)], new CrossEntropyLoss(0.1)),
        new("Binary", "[Dense(8), Tanh] [Dense(1), Sigmoid]", 2,
            [new DenseLayer(8), new ActivationLayer(new TanhActivation()), new DenseLayer(1), new ActivationLayer(new SigmoidActivation())], null),
        new("ManyBinary", "[Dense(11, UseBias = false), Relu] [Dense(20), Sigmoid] [BinaryCrossEntropy]", 3,
            [new DenseLayer(11, false), new ActivationLayer(new ReluActivation()), new DenseLayer(20), new ActivationLayer(new SigmoidActivation())], new BinaryCrossEntropyLoss()),
        new("Absolute", "[Dense(3)] [MeanAbsoluteError]", 2, [new DenseLayer(3)], new MeanAbsoluteErrorLoss()),
        new("Robust", "[Dense(9), Tanh] [Dense(2)] [Huber(0.7)]", 5,
            [new DenseLayer(9), new ActivationLayer(new TanhActivation()), new DenseLayer(2)], new HuberLoss(0.7)),
        new("SoftmaxInside", "[Dense(6), Softmax] [Dense(4), Tanh] [Dense(2)]", 5,
            [new DenseLayer(6), new SoftmaxLayer(false), new DenseLayer(4), new ActivationLayer(new TanhActivation()), new DenseLayer(2)], null),
        new("SoftmaxSquared", "[Dense(7), LogSoftmax] [MeanSquaredError]", 3, [new DenseLayer(7), new SoftmaxLayer(true)], new MeanSquaredErrorLoss()),
        // What follows pads the rows of a softmax; what stands before it needs its own values again.
        new("SoftmaxTwice", "[Dense(3), Softmax, Softmax] [MeanSquaredError]", 4, [new DenseLayer(3), new SoftmaxLayer(false), new SoftmaxLayer(false)], new MeanSquaredErrorLoss()),
        new("SoftmaxLogarithm", "[Dense(2), Softmax, LogSoftmax]", 4, [new DenseLayer(2), new SoftmaxLayer(false), new SoftmaxLayer(true)], null),
        new("SoftmaxDropped", "[Dense(3), Softmax, Dropout(0.1)] [CrossEntropy]", 4, [new DenseLayer(3), new SoftmaxLayer(false), new DropoutLayer(0.1)], new CrossEntropyLoss()),
        .. new[] { 3, 5, 17, 40 }.Select(static units => new NetworkCase($"SoftmaxOf{units}", $"[Dense({units}), Tanh, Softmax] [MeanSquaredError]", 4,
            [new DenseLayer(units), new ActivationLayer(new TanhActivation()), new SoftmaxLayer(false)], new MeanSquaredErrorLoss())),
        new("SoftmaxWide", "[Dense(40), Softmax, Softmax] [MeanSquaredError]", 4, [new DenseLayer(40), new SoftmaxLayer(false), new SoftmaxLayer(false)], new MeanSquaredErrorLoss()),
        new("SoftmaxAlone", "[Softmax]", 3, [new SoftmaxLayer(false)], null),
        new("ActivationFirst", "[Tanh] [Dense(4), Relu] [Dense(4), Relu, Tanh] [Dense(1)]", 6,
            [new ActivationLayer(new TanhActivation()), new DenseLayer(4), new ActivationLayer(new ReluActivation()), new DenseLayer(4), new ActivationLayer(new ReluActivation()), new ActivationLayer(new TanhActivation()), new DenseLayer(1)], null),
        new("Dropped", "[Dropout(0.2)] [Dense(18), Tanh] [Dropout(0.5)] [Dense(18), Relu, Dropout(0.3)] [Dense(4), Softmax]", 10,
            [new DropoutLayer(0.2), new DenseLayer(18), new ActivationLayer(new TanhActivation()), new DropoutLayer(0.5), new DenseLayer(18), new ActivationLayer(new ReluActivation()), new DropoutLayer(0.3), new DenseLayer(4), new SoftmaxLayer(false)], null),
        new("DropoutLast", "[Dense(5)] [Dropout(0.4)]", 3, [new DenseLayer(5), new DropoutLayer(0.4)], null),
        new("DropoutAlone", "[Dropout(0.4)]", 3, [new DropoutLayer(0.4)], null),
        new("OneByOne", "[Dense(1)]", 1, [new DenseLayer(1)], null),
        .. ImageCases.All,
        .. GraphCases.All,
    ];

    /// <summary>Networks with too many parameters to take a difference by each: their matrices are added up in whole rows.</summary>
    public static IReadOnlyList<NetworkCase> Large { get; } =
    [
        // The first layer keeps a and no z, the second has both in training, and neither is a whole number of vectors.
        new("Large", "[Dense(430), Softsign] [Dense(331, UseBias = false), HardSwish] [Dense(3)] [MeanSquaredError]", 200,
            [new DenseLayer(430), new ActivationLayer(new SoftsignActivation()), new DenseLayer(331, false), new ActivationLayer(new HardSwishActivation()), new DenseLayer(3)], new MeanSquaredErrorLoss()),
    ];

    public static NetworkCase Find(string name) => All.Concat(Large).Single(network => network.Name == name);

    public static TheoryData<string> Names => [.. All.Select(static network => network.Name)];
}
