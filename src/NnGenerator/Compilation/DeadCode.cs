using NnGenerator.Kernels;

namespace NnGenerator.Compilation;

/// <summary>Drops kernels whose results nobody reads, such as the last product of a pass that starts from gradients.</summary>
internal static class DeadCode
{
    public static IReadOnlyList<Kernel> Remove(IReadOnlyList<Kernel> kernels)
    {
        HashSet<Operand> wanted = [];
        List<Kernel> kept = [];
        foreach (Kernel kernel in kernels.Reverse())
        {
            if (kernel.ReturnsLoss || kernel.Writes.Any(operand => !operand.IsScratch || wanted.Contains(operand)))
            {
                wanted.UnionWith(kernel.Reads);
                kept.Add(kernel);
            }
        }
        kept.Reverse();
        return kept;
    }
}
