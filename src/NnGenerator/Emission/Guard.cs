using NnGenerator.Compilation;
using NnGenerator.Kernels;

namespace NnGenerator.Emission;

/// <summary>What a caller of BackwardFromOutput may leave out, and which kernels then have nothing to do.</summary>
internal static class Guard
{
    /// <summary>The span that may be empty, if it is the only one that a kernel works for.</summary>
    public static string? Of(NetworkProgram program, Kernel kernel)
    {
        bool WorksFor(Space space) => DeadCode.Needed(program.Kernels, other => other.Writes.Any(operand => operand.Space == space)).Contains(kernel);

        return (WorksFor(Space.Gradients), WorksFor(Space.InputGradients)) switch
        {
            (true, false) => "gradients",
            (false, true) => program.Kernels.SelectMany(static other => other.Writes).First(static operand => operand.Space == Space.InputGradients).Name,
            _ => null,
        };
    }
}
