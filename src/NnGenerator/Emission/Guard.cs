using NnGenerator.Ir;
using NnGenerator.Operations;
using NnGenerator.Planning;
using NnGenerator.Rewrites;
using NnGenerator.Shapes;

namespace NnGenerator.Emission;

/// <summary>What a caller of BackwardFromOutput may leave out, and which kernels then have nothing to do.</summary>
internal static class Guard
{
    /// <summary>For each kernel of a pass, the span that may be empty, if it is the only one that the kernel works for.</summary>
    public static Dictionary<Kernel, string?> All(NetworkProgram program)
    {
        if (program.Pass != Pass.BackwardFromOutput)
        {
            return program.Kernels.ToDictionary(static kernel => kernel, static _ => (string?)null);
        }
        HashSet<Kernel> gradients = For(Space.Gradients), inputs = For(Space.InputGradients);
        return program.Kernels.ToDictionary(static kernel => kernel, kernel => (gradients.Contains(kernel), inputs.Contains(kernel)) switch
        {
            (true, false) => "gradients",
            (false, true) => program.Kernels.SelectMany(static other => other.Writes).First(static operand => operand.Space == Space.InputGradients).Name,
            _ => null,
        });

        HashSet<Kernel> For(Space space) => [.. DeadCode.Needed(program.Kernels, other => other.Writes.Any(operand => operand.Space == space))];
    }
}
