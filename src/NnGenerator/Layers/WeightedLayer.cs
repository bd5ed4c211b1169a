using NnGenerator.Ir;
using NnGenerator.Shapes;
using NnGenerator.Text;

namespace NnGenerator.Layers;

/// <summary>A layer with a weight, and a bias for each of its units.</summary>
internal abstract record WeightedLayer(bool UseBias, Initializer? WeightInitializer, Initializer? BiasInitializer) : UnaryLayer
{
    public override bool IsLinear => true;

    /// <summary>The shape of the weight as in saved files, the number of units, each of which has a bias, and how many values feed and leave one.</summary>
    protected abstract (int[] Shape, int Units, int FanIn, int FanOut) Weight(Shape input);

    protected sealed override IReadOnlyList<ParameterSpec> Parameters(Shape input, IReadOnlyList<Layer> readers)
    {
        (int[] shape, int units, int fanIn, int fanOut) = Weight(input);

        // Where no initializer is chosen, He's variance before a rectifier and Glorot's before anything else.
        InitializerKind usual = readers.Any(static reader => reader.IsRectifier) ? InitializerKind.HeUniform : InitializerKind.GlorotUniform;
        ParameterSpec weight = new("weight", "W", new(shape), Chosen(WeightInitializer, usual), fanIn, fanOut);
        return UseBias ? [weight, new("bias", "b", new([units]), Chosen(BiasInitializer, InitializerKind.Zeros), fanIn, fanOut)] : [weight];
    }

    protected Tensor? Bias(LayerScope scope) => UseBias ? scope.Parameter("bias") : null;

    protected Tensor? BiasGradient(PullbackScope scope) => UseBias ? scope.Gradient("bias") : null;

    /// <summary>Adds what both kinds of layers have to the attribute.</summary>
    protected AttributeText WithInitializers(AttributeText attribute)
    {
        Initializer weight = WeightInitializer ?? Initializer.Default, bias = BiasInitializer ?? Initializer.Zeros;
        return attribute
            .Property("UseBias", UseBias, true)
            .Property("Initializer", weight.Kind, InitializerKind.Default).Property("InitialValue", weight.Value, 0)
            .Property("BiasInitializer", bias.Kind, InitializerKind.Zeros).Property("BiasInitialValue", bias.Value, 0);
    }

    private static Initializer Chosen(Initializer? chosen, InitializerKind usual) => chosen is null or { Kind: InitializerKind.Default } ? new(usual) : chosen;
}
