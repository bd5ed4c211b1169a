using NnGenerator.Graph;
using NnGenerator.Ir;
using NnGenerator.Lowering;
using NnGenerator.Operations;
using NnGenerator.Rewrites;
using NnGenerator.Shapes;

namespace NnGenerator.Planning;

/// <summary>One pass: its phases in order and the placement of their scratch.</summary>
internal sealed record NetworkProgram(Pass Pass, IReadOnlyList<Phase> Phases, MemoryPlan Plan)
{
    /// <summary>Compiles a pass of a network.</summary>
    public static NetworkProgram Compile(NetworkGraph graph, Pass pass) => Compile(graph, [pass])[0];

    /// <summary>Compiles passes of a network.</summary>
    public static IReadOnlyList<NetworkProgram> Compile(NetworkGraph graph, IEnumerable<Pass> passes)
    {
        List<NetworkProgram> programs = [];
        MemoryRequirements requirements = new();
        foreach (Pass pass in passes)
        {
            IReadOnlyList<Phase> phases = ParallelPlan.Phases(pass, Fusion.Run(DeadCode.Remove(GraphLowering.Lower(graph, pass, ref requirements))));
            programs.Add(new NetworkProgram(pass, phases, MemoryPlanner.Plan(phases)));
        }
        return programs;
    }

    /// <summary>The operations of all phases in order.</summary>
    public IReadOnlyList<Operation> Operations { get; } = [.. Phases.SelectMany(static phase => phase.Operations)];

    /// <summary>Tensors in scratch memory.</summary>
    public IReadOnlyList<Tensor> Scratch { get; } = [.. ScratchOf(Phases.SelectMany(static phase => phase.Operations))];

    /// <summary>Whether some value is stored in groups of samples, the last of which is padded.</summary>
    public bool UsesLanes { get; } = Phases.SelectMany(static phase => phase.Operations).Any(ParallelPlan.UsesLanes);

    /// <summary>The tensors in scratch memory that some operations read or write, in the order in which they do.</summary>
    public static IEnumerable<Tensor> ScratchOf(IEnumerable<Operation> operations) =>
        operations.SelectMany(static operation => operation.Reads.Concat(operation.Writes)).Where(static tensor => tensor.IsScratch).Distinct();
}
