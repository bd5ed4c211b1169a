using NnGenerator.Ir;
using NnGenerator.Operations;

namespace NnGenerator.Rewrites;

/// <summary>Drops kernels whose results nobody reads, such as the last product of a pass that starts from gradients.</summary>
internal static class DeadCode
{
    public static IReadOnlyList<Kernel> Remove(IReadOnlyList<Kernel> kernels) =>
        Needed(kernels, static kernel => kernel.ReturnsLoss || kernel.Writes.Any(static operand => !operand.IsScratch));

    /// <summary>The kernels that are wanted, and those whose results they read.</summary>
    public static IReadOnlyList<Kernel> Needed(IReadOnlyList<Kernel> kernels, Func<Kernel, bool> isWanted)
    {
        HashSet<Operand> wanted = [];
        List<Kernel> kept = [];
        foreach (Kernel kernel in kernels.Reverse())
        {
            if (isWanted(kernel) || kernel.Writes.Any(wanted.Contains))
            {
                wanted.UnionWith(kernel.Reads);
                kept.Add(kernel);
            }
        }
        kept.Reverse();
        return kept;
    }
}
