using NnGenerator.Ir;
using NnGenerator.Operations;
using NnGenerator.Shapes;

namespace NnGenerator.Planning;

/// <summary>Divides a pass into phases for the threads that share it.</summary>
internal static class ParallelPlan
{
    // Half of them is a few microseconds of work, which is worth the handover to another thread.
    private const int MinParameters = 50_000;

    /// <summary>The phases of a pass, in order. Each operation is in one of them. In a pass of one phase, a shard of the batch needs nothing of the
    /// others.</summary>
    public static IReadOnlyList<Phase> Phases(Pass pass, IReadOnlyList<Operation> operations) => pass switch
    {
        Pass.Backward => Training(operations),
        Pass.Forward or Pass.Classify or Pass.Loss or Pass.BackwardFromOutput => [new(PhaseAxis.Samples, operations)],
        _ => throw new InvalidOperationException($"No phases for the pass {pass}."),
    };

    // Many gradients are computed after the chain rule, by ranges of the parameters, so that they need no sum over shards. Where there are few, each shard
    // computes its own as soon as it can. Images are stored in groups of samples, which every shard pads.
    private static IReadOnlyList<Phase> Training(IReadOnlyList<Operation> operations)
    {
        ILookup<bool, Operation> ranged = operations.ToLookup(static operation => operation.RangedGradients > 0);
        return operations.Any(UsesLanes) || ranged[true].Sum(static operation => operation.RangedGradients) < MinParameters
            ? [new(PhaseAxis.Samples, operations)]
            : [new(PhaseAxis.Samples, [.. ranged[false]]), new(PhaseAxis.Parameters, [.. ranged[true]])];
    }

    /// <summary>Whether an operation works on values that are stored in groups of samples, the last of which is padded.</summary>
    public static bool UsesLanes(Operation operation) =>
        operation.Reads.Concat(operation.Writes).Any(static tensor => tensor.IsScratch && tensor.Layout == TensorLayout.ChannelsHeightWidthBatch);
}
