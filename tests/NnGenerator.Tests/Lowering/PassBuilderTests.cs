using NnGenerator.Activations;
using NnGenerator.Layers;
using NnGenerator.Planning;
using NnGenerator.Shapes;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Lowering;

/// <summary>The names of the values of a pass.</summary>
public class PassBuilderTests
{
    [Fact]
    public void Names_of_many_values_are_different_identifiers()
    {
        Layer relu = new ActivationLayer(new ReluActivation()), tanh = new ActivationLayer(new TanhActivation());
        NetworkCase network = new("Long", "", 4, [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? relu : tanh)], null);
        string[] names = [.. NetworkProgram.Compile(network.Graph, Pass.BackwardFromOutput).Operations.SelectMany(static operation => operation.Writes).Select(static tensor => tensor.Name)];

        Assert.Equal(names, names.Distinct());
        Assert.All(names, static name => Assert.Matches("^[A-Za-z][A-Za-z0-9_]*$", name));
        Assert.Contains("a1z", names);
        Assert.Contains("a1_27", names);
    }

    [Fact]
    public void Gradients_of_a_converted_output_are_named_after_the_value()
    {
        NetworkCase network = new("Pooled", "", new Shape(4, 9, 9), [new GlobalAveragePool2DLayer()], null);
        string[] names = [.. NetworkProgram.Compile(network.Graph, Pass.BackwardFromOutput).Operations.SelectMany(static operation => operation.Reads.Concat(operation.Writes)).Select(static tensor => tensor.Name).Distinct()];

        Assert.Equal(["dp1RowMajor", "dp1", "dxChwn", "dx"], names);
    }
}
