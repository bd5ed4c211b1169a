using NnGenerator.Kernels;

namespace NnGenerator.Compilation;

/// <summary>The passes of a network.</summary>
internal enum Pass
{
    Forward,
    Classify,
    Loss,
    Backward,
    BackwardFromOutput,
}

/// <summary>One pass: its kernels in order and where their scratch lies.</summary>
internal sealed record NetworkProgram(Pass Pass, IReadOnlyList<Kernel> Kernels, MemoryPlan Plan)
{
    /// <summary>The value that the pass ends with before its last kernel, for messages and names.</summary>
    public IEnumerable<Operand> Scratch => Kernels.SelectMany(static kernel => kernel.Reads.Concat(kernel.Writes)).Where(static operand => operand.IsScratch).Distinct();

    /// <summary>Whether some value lies in groups of samples, the last of which is filled up.</summary>
    public bool UsesLanes => Scratch.Any(static operand => operand.Layout == Layout.Lanes);
}
