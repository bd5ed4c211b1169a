using NnGenerator.Graph;
using NnGenerator.Ir;
using NnGenerator.Lowering;
using NnGenerator.Operations;
using NnGenerator.Rewrites;
using NnGenerator.Shapes;

namespace NnGenerator.Planning;

/// <summary>One pass: its kernels in order and the placement of their scratch.</summary>
internal sealed record NetworkProgram(Pass Pass, IReadOnlyList<Kernel> Kernels, MemoryPlan Plan)
{
    // Half of them is a few microseconds of work, which is worth the handover to another thread.
    private const int MinParameters = 50_000;

    /// <summary>Compiles a pass of a network.</summary>
    public static NetworkProgram Compile(NetworkGraph graph, Pass pass)
    {
        IReadOnlyList<Kernel> kernels = Fusion.Run(DeadCode.Remove(GraphLowering.Lower(graph, pass)));
        NetworkProgram program = new(pass, kernels, MemoryPlanner.Plan(kernels));

        // What the gradients read stays until the end.
        return program.HasGradientPass ? program with { Plan = MemoryPlanner.PlanForThreads(kernels, program.GradientKernels) } : program;
    }

    /// <summary>The value that the pass ends with before its last kernel, for messages and names.</summary>
    public IEnumerable<Operand> Scratch => Kernels.SelectMany(static kernel => kernel.Reads.Concat(kernel.Writes)).Where(static operand => operand.IsScratch).Distinct();

    /// <summary>Whether some value is stored in groups of samples, the last of which is padded.</summary>
    public bool UsesLanes { get; } = Kernels.Any(static kernel => kernel.Reads.Concat(kernel.Writes).Any(static operand => operand.IsScratch && operand.Layout == Layout.ChannelsHeightWidthBatch));

    /// <summary>Whether the gradients of the parameters are computed in a pass of their own after the chain rule, which several threads share by
    /// ranges of the parameters. Where there are few, they are computed as soon as they can be, by each thread for its samples.</summary>
    public bool HasGradientPass => Pass == Pass.Backward && !UsesLanes && Kernels.OfType<WeightGradientKernel>().Sum(static kernel => kernel.Parameters) >= MinParameters;

    /// <summary>What computes the gradients of the parameters.</summary>
    public IEnumerable<WeightGradientKernel> GradientKernels => Kernels.OfType<WeightGradientKernel>();
}
