using NnGenerator.Activations;
using NnGenerator.Ir;
using NnGenerator.Losses;
using NnGenerator.Planning;
using NnGenerator.Shapes;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Rules;

/// <summary>Scratch that the samples of a batch share, while threads are at different layers of their samples.</summary>
public class SharedScratchTests
{
    // Widths fall and rise again, so that a plan for one thread would put small values in the place of large ones that are needed no more.
    private static readonly int[] s_widths = [300, 10, 200, 40, 7, 300, 200, 16, 5];

    [Fact]
    public void Rows_of_different_samples_are_never_in_one_place()
    {
        List<Layers.Layer> layers = [];
        foreach (int width in s_widths)
        {
            layers.AddRange([new Layers.DenseLayer(width), new Layers.ActivationLayer(new GeluActivation()), new Layers.DropoutLayer(0.2)]);
        }
        NetworkCase network = new("Deep", "", 150, layers, new MeanSquaredErrorLoss());
        NetworkProgram program = NetworkProgram.Compile(network.Graph, Pass.Backward);
        Assert.True(program.HasGradientPass);
        AssertApart(program);

        // The plan for one thread does share it, or the test would show nothing.
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertApart(program with { Plan = MemoryPlanner.Plan([.. program.Operations, .. program.GradientOperations]) }));
    }

    private static void AssertApart(NetworkProgram program)
    {
        Tensor[] rows = [.. program.Scratch.Where(static tensor => tensor.Arena == Arena.Batch)];
        Assert.All(from a in rows from b in rows where a != b select (a, b), pair =>
        {
            (int a, int b) = (program.Plan.Offset(pair.a), program.Plan.Offset(pair.b));
            Assert.True((a == b && pair.a.Stride == pair.b.Stride) || a + pair.a.Stride <= b || b + pair.b.Stride <= a, $"{pair.a} at {a} and {pair.b} at {b}");
        });
    }
}
