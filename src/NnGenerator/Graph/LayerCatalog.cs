using NnGenerator.Activations;
using NnGenerator.Declarations;
using NnGenerator.Layers;
using NnGenerator.Losses;

namespace NnGenerator.Graph;

/// <summary>Every layer and loss by the name of its attribute: the one list to extend.</summary>
internal static class LayerCatalog
{
    public static IReadOnlyDictionary<string, Func<AttributeArguments, Layer>> All { get; } = new Dictionary<string, Func<AttributeArguments, Layer>>
    {
        ["Dense"] = DenseLayer.Parse,
        ["Dropout"] = DropoutLayer.Parse,
        ["Conv2D"] = Conv2DLayer.Parse,
        ["MaxPool2D"] = MaxPool2DLayer.Parse,
        ["AveragePool2D"] = AveragePool2DLayer.Parse,
        ["GlobalAveragePool2D"] = static _ => new GlobalAveragePool2DLayer(),
        ["Flatten"] = static _ => new FlattenLayer(),
        ["Softmax"] = static _ => new SoftmaxLayer(Logarithm: false),
        ["LogSoftmax"] = static _ => new SoftmaxLayer(Logarithm: true),
        ["Relu"] = static _ => new ActivationLayer(new ReluActivation()),
        ["LeakyRelu"] = static arguments => new ActivationLayer(new LeakyReluActivation(arguments.Finite("slope", 0.01))),
        ["Elu"] = static arguments => new ActivationLayer(new EluActivation(arguments.Finite("alpha", 1))),
        ["Selu"] = static _ => new ActivationLayer(new SeluActivation()),
        ["Gelu"] = static _ => new ActivationLayer(new GeluActivation()),
        ["GeluTanh"] = static _ => new ActivationLayer(new GeluTanhActivation()),
        ["Silu"] = static _ => new ActivationLayer(new SiluActivation()),
        ["Mish"] = static _ => new ActivationLayer(new MishActivation()),
        ["Sigmoid"] = static _ => new ActivationLayer(new SigmoidActivation()),
        ["HardSigmoid"] = static _ => new ActivationLayer(new HardSigmoidActivation()),
        ["HardSwish"] = static _ => new ActivationLayer(new HardSwishActivation()),
        ["Tanh"] = static _ => new ActivationLayer(new TanhActivation()),
        ["Softplus"] = static _ => new ActivationLayer(new SoftplusActivation()),
        ["Softsign"] = static _ => new ActivationLayer(new SoftsignActivation()),
    };

    public static IReadOnlyDictionary<string, Func<AttributeArguments, Loss>> Losses { get; } = new Dictionary<string, Func<AttributeArguments, Loss>>
    {
        ["CrossEntropy"] = static arguments => new CrossEntropyLoss(arguments.Double("LabelSmoothing", 0)),
        ["BinaryCrossEntropy"] = static _ => new BinaryCrossEntropyLoss(),
        ["MeanSquaredError"] = static _ => new MeanSquaredErrorLoss(),
        ["MeanAbsoluteError"] = static _ => new MeanAbsoluteErrorLoss(),
        ["Huber"] = static arguments => new HuberLoss(arguments.Double("delta", 1)),
    };

    // With the default of each argument. A loss that takes in a layer is the default loss of networks that end with it.
    private static readonly Loss[] s_defaultLosses = [.. Losses.Values.Select(static create => create(AttributeArguments.None))];

    /// <summary>The loss that takes in a last layer, its head; null if there is none.</summary>
    public static Loss? LossOfHead(Layer? last) => last is null ? null : s_defaultLosses.FirstOrDefault(loss => loss.TakesIn(last));

    /// <summary>The loss of a network that declares none.</summary>
    public static Loss DefaultLoss(Layer? last) => LossOfHead(last) ?? new MeanSquaredErrorLoss();
}
