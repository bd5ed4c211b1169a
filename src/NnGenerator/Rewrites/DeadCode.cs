using NnGenerator.Ir;
using NnGenerator.Operations;

namespace NnGenerator.Rewrites;

/// <summary>Drops operations whose results nobody reads, such as the last product of a pass that starts from gradients.</summary>
internal static class DeadCode
{
    public static IReadOnlyList<Operation> Remove(IReadOnlyList<Operation> operations) =>
        Needed(operations, static operation => operation.ReturnsLoss || operation.Writes.Any(static tensor => !tensor.IsScratch));

    /// <summary>The operations that are wanted, and those whose results they read.</summary>
    public static IReadOnlyList<Operation> Needed(IReadOnlyList<Operation> operations, Func<Operation, bool> isWanted)
    {
        HashSet<Tensor> wanted = [];
        List<Operation> kept = [];
        for (int place = operations.Count - 1; place >= 0; place--)
        {
            Operation operation = operations[place];
            if (isWanted(operation) || operation.Writes.Any(wanted.Contains))
            {
                wanted.UnionWith(operation.Reads);
                kept.Add(operation);
            }
        }
        kept.Reverse();
        return kept;
    }
}
