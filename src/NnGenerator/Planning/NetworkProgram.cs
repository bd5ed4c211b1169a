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
            IReadOnlyList<Phase> phases = ParallelPlan.Phases(pass, UseWinograd.Apply(Fusion.Run(DeadCode.Remove(GraphLowering.Lower(graph, pass, ref requirements)))));
            programs.Add(new NetworkProgram(pass, phases, MemoryPlanner.Plan(phases)));
        }
        return programs;
    }

    /// <summary>The operations of all phases in order.</summary>
    public IReadOnlyList<Operation> Operations { get; } = Phases.Count == 1 ? Phases[0].Operations : [.. Phases.SelectMany(static phase => phase.Operations)];

    /// <summary>Tensors in scratch memory.</summary>
    public IReadOnlyList<Tensor> Scratch { get; } = Phases.Count == 1 ? Phases[0].Scratch : [.. Phases.SelectMany(static phase => phase.Scratch).Distinct()];

    /// <summary>The percentage of the lanes of a group for which it takes as long as its samples one by one. Convolutions in tiles are nearly as fast for one sample.</summary>
    public int LanesWorthAGroup { get; } = Phases.Any(static phase => phase.Operations.Any(static operation => operation is WinogradOperation)) ? 90 : 60;

    /// <summary>Whether some value is stored in groups of samples, the last of which is padded.</summary>
    public bool UsesLanes { get; } = Phases.Any(static phase => phase.Scratch.Any(static tensor => tensor.Layout == TensorLayout.ChannelsHeightWidthBatch));
}
