using NnGenerator.Graph;
using NnGenerator.Ir;
using NnGenerator.Lowering;
using NnGenerator.Operations;
using NnGenerator.Rewrites;
using NnGenerator.Shapes;

namespace NnGenerator.Planning;

/// <summary>One pass: its operations in order and the placement of their scratch.</summary>
internal sealed record NetworkProgram(Pass Pass, IReadOnlyList<Operation> Operations, MemoryPlan Plan)
{
    // Half of them is a few microseconds of work, which is worth the handover to another thread.
    private const int MinParameters = 50_000;

    /// <summary>Compiles a pass of a network.</summary>
    public static NetworkProgram Compile(NetworkGraph graph, Pass pass)
    {
        IReadOnlyList<Operation> operations = Fusion.Run(DeadCode.Remove(GraphLowering.Lower(graph, pass)));
        NetworkProgram program = new(pass, operations, MemoryPlanner.Plan(operations));

        // What the gradients read stays until the end.
        return program.HasGradientPass ? program with { Plan = MemoryPlanner.PlanForThreads(operations, program.GradientOperations) } : program;
    }

    /// <summary>Tensors in scratch memory.</summary>
    public IEnumerable<Tensor> Scratch => Operations.SelectMany(static operation => operation.Reads.Concat(operation.Writes)).Where(static tensor => tensor.IsScratch).Distinct();

    /// <summary>Whether some value is stored in groups of samples, the last of which is padded.</summary>
    public bool UsesLanes { get; } = Operations.Any(static operation => operation.Reads.Concat(operation.Writes).Any(static tensor => tensor.IsScratch && tensor.Layout == TensorLayout.ChannelsHeightWidthBatch));

    /// <summary>Whether the gradients of the parameters are computed in a pass of their own after the chain rule, which several threads share by
    /// ranges of the parameters. Where there are few, they are computed as soon as they can be, by each thread for its samples.</summary>
    public bool HasGradientPass => Pass == Pass.Backward && !UsesLanes && Operations.OfType<WeightGradientOperation>().Sum(static operation => operation.Parameters) >= MinParameters;

    /// <summary>What computes the gradients of the parameters.</summary>
    public IEnumerable<WeightGradientOperation> GradientOperations => Operations.OfType<WeightGradientOperation>();
}
