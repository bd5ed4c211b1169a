using NnGenerator.Ir;
using NnGenerator.Operations;
using NnGenerator.Planning;
using NnGenerator.Rewrites;
using NnGenerator.Shapes;

namespace NnGenerator.Emission;

/// <summary>What a caller of BackwardFromOutput may leave out, and which operations then have nothing to do.</summary>
internal static class Guard
{
    /// <summary>For each operation of a pass, the span that may be empty, if it is the only one that the operation works for.</summary>
    public static Dictionary<Operation, string?> All(NetworkProgram program)
    {
        if (program.Pass != Pass.BackwardFromOutput)
        {
            return program.Operations.ToDictionary(static operation => operation, static _ => (string?)null);
        }
        HashSet<Operation> gradients = For(Arena.Gradients), inputs = For(Arena.InputGradients);
        return program.Operations.ToDictionary(static operation => operation, operation => (gradients.Contains(operation), inputs.Contains(operation)) switch
        {
            (true, false) => "gradients",
            (false, true) => program.Operations.SelectMany(static other => other.Writes).First(static tensor => tensor.Arena == Arena.InputGradients).Name,
            _ => null,
        });

        HashSet<Operation> For(Arena arena) => [.. DeadCode.Needed(program.Operations, other => other.Writes.Any(tensor => tensor.Arena == arena))];
    }
}
