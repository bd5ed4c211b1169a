using NnGenerator.Ir;
using NnGenerator.Operations;

namespace NnGenerator.Planning;

/// <summary>What threads share among themselves in a phase. The runtime has an enumeration of the same members.</summary>
internal enum PhaseAxis
{
    /// <summary>Each item is a shard of the batch.</summary>
    Samples,

    /// <summary>Each item is a range of the parameters, over the whole batch.</summary>
    Parameters,
}

/// <summary>Operations that threads run without waiting for each other. All of them are done before the next phase begins.</summary>
internal sealed record Phase(PhaseAxis Axis, IReadOnlyList<Operation> Operations)
{
    /// <summary>The tensors in scratch memory that the operations read or write, in the order in which they do.</summary>
    public IReadOnlyList<Tensor> Scratch { get; } = ScratchOf(Operations);

    private static List<Tensor> ScratchOf(IReadOnlyList<Operation> operations)
    {
        HashSet<Tensor> known = [];
        List<Tensor> scratch = [];
        foreach (Operation operation in operations)
        {
            Add(operation.Reads);
            Add(operation.Writes);
        }
        return scratch;

        void Add(IReadOnlyList<Tensor> tensors)
        {
            foreach (Tensor tensor in tensors)
            {
                if (tensor.IsScratch && known.Add(tensor))
                {
                    scratch.Add(tensor);
                }
            }
        }
    }
}
