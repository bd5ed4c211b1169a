using NnGenerator.Activations;
using NnGenerator.Diagnostics;
using NnGenerator.Formulas;
using NnGenerator.Layers;
using NnGenerator.Rewrites;
using NnGenerator.Shapes;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Rewrites;

/// <summary>The maximum is taken before an activation only where that changes nothing.</summary>
public class PoolBeforeActivationTests
{
    public static TheoryData<string> Activations => [.. All().Select(static activation => activation.ToString())];

    [Theory]
    [MemberData(nameof(Activations))]
    public void What_says_that_it_is_monotone_never_falls(string name)
    {
        Activation activation = All().Single(activation => activation.ToString() == name);
        double[] values = [.. Enumerable.Range(-4000, 8001).Select(i => activation.Value(Scalar.X).Evaluate((Scalar.X, i / 500.0)))];
        bool falls = values.Zip(values.Skip(1)).Any(static pair => pair.Second < pair.First);

        Assert.False(falls && activation.IsMonotone);
    }

    [Fact]
    public void Others_keep_their_place()
    {
        Layer pool = new MaxPool2DLayer(2, 2), relu = new ActivationLayer(new ReluActivation()), tanh = new ActivationLayer(new TanhActivation()), gelu = new ActivationLayer(new GeluActivation());
        NetworkCase network = new("Ordered", "", new Shape(1, 9, 9), [new Conv2DLayer(2, 2, 2), gelu, relu, tanh, pool, relu, new AveragePool2DLayer(2, 2)], null);
        IReadOnlyList<LayerNode> order = PoolBeforeActivation.Apply(network.Graph).Nodes;

        Assert.Equal([1, 2, 5, 3, 4, 6, 7], order.Select(static node => node.Number));
        Assert.All(order.Zip(order.Skip(1)), static pair => Assert.Equal([pair.First.Output], pair.Second.Inputs));
        Assert.All(order, static node => Assert.Equal(node.Output.Shape, node.Layer.InferOutput(node.InputShapes, new FindingSink())));
    }

    private static IEnumerable<Activation> All() =>
        NetworkCases.All.SelectMany(static network => network.Layers).OfType<ActivationLayer>().Select(static layer => layer.Activation).Distinct();
}
