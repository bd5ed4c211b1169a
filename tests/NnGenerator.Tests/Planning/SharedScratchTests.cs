using NnGenerator.Activations;
using NnGenerator.Emission;
using NnGenerator.Ir;
using NnGenerator.Layers;
using NnGenerator.Losses;
using NnGenerator.Operations;
using NnGenerator.Planning;
using NnGenerator.Shapes;
using NnGenerator.Tests.Support;

namespace NnGenerator.Tests.Planning;

/// <summary>Scratch that the samples of a batch share, while threads are at different layers of their samples.</summary>
public class SharedScratchTests
{
    // Widths fall and rise again, so that a plan for one thread would put small values in the place of large ones that are needed no more.
    private static readonly int[] s_widths = [300, 10, 200, 40, 7, 300, 200, 16, 5];

    [Fact]
    public void Rows_of_different_samples_are_never_in_one_place()
    {
        List<Layer> layers = [];
        foreach (int width in s_widths)
        {
            layers.AddRange([new DenseLayer(width), new ActivationLayer(new GeluActivation()), new DropoutLayer(0.2)]);
        }
        NetworkCase network = new("Deep", "", 150, layers, new MeanSquaredErrorLoss());
        NetworkProgram program = NetworkProgram.Compile(network.Graph, Pass.Backward);
        Assert.Equal([PhaseAxis.Samples, PhaseAxis.Parameters], program.Phases.Select(static phase => phase.Axis));
        AssertApart(program);

        // The plan for one thread does share it, or the test would show nothing.
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertApart(program with { Plan = MemoryPlanner.Plan([new Phase(PhaseAxis.Samples, program.Operations)]) }));
    }

    [Fact]
    public void A_value_that_each_thread_has_for_itself_ends_with_its_phase()
    {
        NetworkCase network = new("Two", "", 200, [new DenseLayer(300), new DenseLayer(10)], new MeanSquaredErrorLoss());
        IReadOnlyList<Operation> operations = NetworkProgram.Compile(network.Graph, Pass.Backward).Operations;
        int writer = operations.ToList().FindIndex(static operation => operation.Writes.Any(static tensor => tensor.Arena == Arena.Fixed));
        Phase[] apart = [new(PhaseAxis.Samples, [.. operations.Take(writer + 1)]), new(PhaseAxis.Samples, [.. operations.Skip(writer + 1)])];
        Assert.Equal("W2t is used in 2 phases, but each thread has a copy of its own.", Assert.Throws<InvalidOperationException>(() => MemoryPlanner.Plan(apart)).Message);
    }

    [Theory]
    [InlineData(198, 200, false)]
    [InlineData(200, 300, true)]
    public void Many_gradients_are_a_phase_of_their_own(int inputs, int width, bool isMany)
    {
        NetworkCase network = new("Net", "", inputs, [new DenseLayer(width), new ActivationLayer(new TanhActivation()), new DenseLayer(1)], new MeanSquaredErrorLoss());
        foreach (Pass pass in MathematicsEmitter.Passes(network.Graph))
        {
            IReadOnlyList<Phase> phases = NetworkProgram.Compile(network.Graph, pass).Phases;
            Assert.Equal(isMany && pass == Pass.Backward ? 2 : 1, phases.Count);
            Assert.Equal(isMany && pass == Pass.Backward ? 2 : 0, phases.Skip(1).Sum(static phase => phase.Operations.Count));
            Assert.All(phases[0].Operations, operation => Assert.True(phases.Count == 1 || operation.RangedGradients == 0));
        }
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
