using NnGenerator.Ir;
using NnGenerator.Operations;

namespace NnGenerator.Planning;

/// <summary>Places scratch operands: those with rows for each sample first, then those that do not depend on the number of samples.</summary>
internal sealed class MemoryPlan(IReadOnlyDictionary<Operand, int> offsets, int batchLength, int fixedLength)
{
    /// <summary>Floats for each sample.</summary>
    public int BatchLength { get; } = batchLength;

    /// <summary>Floats for any number of samples.</summary>
    public int FixedLength { get; } = fixedLength;

    public int Offset(Operand operand) => offsets[operand];

    public int Length(int samples) => (samples * BatchLength) + FixedLength;

    public int Start(Operand operand, int samples) =>
        operand.Space == Space.Batch ? samples * offsets[operand] : (samples * BatchLength) + offsets[operand];
}

/// <summary>Gives operands that are never alive together the same memory.</summary>
internal static class MemoryPlanner
{
    // 16 floats are a cache line and the widest vector.
    private const int Alignment = 16;

    /// <summary>A plan for kernels that run one after the other.</summary>
    public static MemoryPlan Plan(IReadOnlyList<Kernel> kernels) => Plan(kernels, inStep: true);

    /// <summary>A plan for threads that share the samples of a batch, one of them further on than another: operands then have the same memory only if
    /// the row of a sample has the same place in both.</summary>
    /// <param name="kernels">What each thread runs for its samples.</param>
    /// <param name="last">What runs when all threads are through with them.</param>
    public static MemoryPlan PlanForThreads(IReadOnlyList<Kernel> kernels, IEnumerable<Kernel> last) => Plan([.. kernels, .. last], inStep: false);

    private static MemoryPlan Plan(IReadOnlyList<Kernel> kernels, bool inStep)
    {
        List<Life> lives = [.. Lives(kernels)];
        Dictionary<Operand, int> offsets = [];
        int batch = Place(lives.Where(static life => life.Operand.Space == Space.Batch), kernels, offsets, inStep);

        // What does not depend on the samples each thread has for itself.
        int constant = Place(lives.Where(static life => life.Operand.Space == Space.Fixed), kernels, offsets, inStep: true);
        return new MemoryPlan(offsets, batch, constant);
    }

    private static int Place(IEnumerable<Life> lives, IReadOnlyList<Kernel> kernels, Dictionary<Operand, int> offsets, bool inStep)
    {
        List<Life> placed = [];
        int end = 0;
        foreach (Life life in lives)
        {
            int offset = Candidates(life, kernels, placed, offsets).First(candidate => Fits(life, candidate, kernels, placed, offsets, inStep));
            offsets[life.Operand] = offset;
            placed.Add(life);
            end = Math.Max(end, offset + Size(life.Operand));
        }
        return end;
    }

    // First on top of an input that dies here, then the lowest gap.
    private static IEnumerable<int> Candidates(Life life, IReadOnlyList<Kernel> kernels, List<Life> placed, Dictionary<Operand, int> offsets) =>
        placed.Where(other => Overwrites(life, other, kernels)).Select(other => offsets[other.Operand])
            .Concat(placed.Select(other => offsets[other.Operand] + Size(other.Operand)).Prepend(0).OrderBy(static offset => offset));

    private static bool Fits(Life life, int offset, IReadOnlyList<Kernel> kernels, List<Life> placed, Dictionary<Operand, int> offsets, bool inStep) =>
        placed.All(other =>
            ((other.Last < life.First || life.Last < other.First) && (inStep || (offset == offsets[other.Operand] && life.Operand.Stride == other.Operand.Stride)))
            || offset + Size(life.Operand) <= offsets[other.Operand] || offsets[other.Operand] + Size(other.Operand) <= offset
            || (offset == offsets[other.Operand] && Overwrites(life, other, kernels)));

    private static bool Overwrites(Life life, Life other, IReadOnlyList<Kernel> kernels) =>
        other.Last == life.First && other.First < life.First
        && other.Operand.Stride == life.Operand.Stride && other.Operand.Layout == life.Operand.Layout
        && kernels[life.First].Reads.Contains(other.Operand) && kernels[life.First].MayOverwrite(other.Operand);

    private static int Size(Operand operand) => (operand.Stride + Alignment - 1) / Alignment * Alignment;

    private static IEnumerable<Life> Lives(IReadOnlyList<Kernel> kernels)
    {
        Dictionary<Operand, Life> lives = [];
        List<Operand> order = [];
        for (int i = 0; i < kernels.Count; i++)
        {
            foreach (Operand operand in kernels[i].Reads.Concat(kernels[i].Writes).Where(static operand => operand.IsScratch))
            {
                if (!lives.ContainsKey(operand))
                {
                    order.Add(operand);
                }
                lives[operand] = new Life(operand, lives.TryGetValue(operand, out Life? life) ? life.First : i, i);
            }
        }
        return order.Select(operand => lives[operand]);
    }

    /// <summary>The first and the last kernel that touch an operand.</summary>
    private sealed record Life(Operand Operand, int First, int Last);
}
