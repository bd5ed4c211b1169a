using NnGenerator.Ir;
using NnGenerator.Operations;

namespace NnGenerator.Planning;

/// <summary>Places scratch tensors: those with rows for each sample first, then those that do not depend on the number of samples.</summary>
internal sealed class MemoryPlan(IReadOnlyDictionary<Tensor, int> offsets, int batchLength, int fixedLength)
{
    /// <summary>Floats for each sample.</summary>
    public int BatchLength { get; } = batchLength;

    /// <summary>Floats for any number of samples.</summary>
    public int FixedLength { get; } = fixedLength;

    public int Offset(Tensor tensor) => offsets[tensor];

    public int Length(int samples) => (samples * BatchLength) + FixedLength;

    public int Start(Tensor tensor, int samples) =>
        tensor.Arena == Arena.Batch ? samples * offsets[tensor] : (samples * BatchLength) + offsets[tensor];
}

/// <summary>Gives tensors that are never alive together the same memory.</summary>
internal static class MemoryPlanner
{
    // 16 floats are a cache line and the widest vector.
    private const int Alignment = 16;

    /// <summary>A plan for the phases of a pass. If there are several, the threads share the scratch of the batch, and one of them is further on with its
    /// samples than another: tensors then have the same memory only if the row of a sample has the same place in both.</summary>
    /// <exception cref="InvalidOperationException">Two phases use a value that is not stored for each sample: each thread has its own.</exception>
    public static MemoryPlan Plan(IReadOnlyList<Phase> phases)
    {
        IReadOnlyList<Operation> operations = [.. phases.SelectMany(static phase => phase.Operations)];
        List<LiveRange> liveRanges = [.. LiveRanges(operations)];
        Dictionary<Tensor, int> offsets = [];
        int batch = Place(liveRanges.Where(static liveRange => liveRange.Tensor.Arena == Arena.Batch), operations, offsets, isLockstep: phases.Count == 1);

        if (phases.Count > 1 && phases.SelectMany(static phase => NetworkProgram.ScratchOf(phase.Operations)).Where(static tensor => tensor.Arena == Arena.Fixed).GroupBy(static tensor => tensor).FirstOrDefault(static uses => uses.Count() > 1) is { } shared)
        {
            throw new InvalidOperationException($"{shared.Key} is used in {shared.Count()} phases, but each thread has a copy of its own.");
        }
        int constant = Place(liveRanges.Where(static liveRange => liveRange.Tensor.Arena == Arena.Fixed), operations, offsets, isLockstep: true);
        return new MemoryPlan(offsets, batch, constant);
    }

    private static int Place(IEnumerable<LiveRange> liveRanges, IReadOnlyList<Operation> operations, Dictionary<Tensor, int> offsets, bool isLockstep)
    {
        List<LiveRange> placed = [];
        int end = 0;
        foreach (LiveRange liveRange in liveRanges)
        {
            int offset = Candidates(liveRange, operations, placed, offsets).First(candidate => Fits(liveRange, candidate, operations, placed, offsets, isLockstep));
            offsets[liveRange.Tensor] = offset;
            placed.Add(liveRange);
            end = Math.Max(end, offset + Size(liveRange.Tensor));
        }
        return end;
    }

    // First on top of an input that dies here, then the lowest gap.
    private static IEnumerable<int> Candidates(LiveRange liveRange, IReadOnlyList<Operation> operations, List<LiveRange> placed, Dictionary<Tensor, int> offsets) =>
        placed.Where(other => Overwrites(liveRange, other, operations)).Select(other => offsets[other.Tensor])
            .Concat(placed.Select(other => offsets[other.Tensor] + Size(other.Tensor)).Prepend(0).OrderBy(static offset => offset));

    private static bool Fits(LiveRange liveRange, int offset, IReadOnlyList<Operation> operations, List<LiveRange> placed, Dictionary<Tensor, int> offsets, bool isLockstep) =>
        placed.All(other =>
            ((other.Last < liveRange.First || liveRange.Last < other.First) && (isLockstep || (offset == offsets[other.Tensor] && liveRange.Tensor.Stride == other.Tensor.Stride)))
            || offset + Size(liveRange.Tensor) <= offsets[other.Tensor] || offsets[other.Tensor] + Size(other.Tensor) <= offset
            || (offset == offsets[other.Tensor] && Overwrites(liveRange, other, operations)));

    private static bool Overwrites(LiveRange liveRange, LiveRange other, IReadOnlyList<Operation> operations) =>
        other.Last == liveRange.First && other.First < liveRange.First
        && other.Tensor.Stride == liveRange.Tensor.Stride && other.Tensor.Layout == liveRange.Tensor.Layout
        && operations[liveRange.First].Reads.Contains(other.Tensor) && operations[liveRange.First].MayOverwrite(other.Tensor);

    private static int Size(Tensor tensor) => (tensor.Stride + Alignment - 1) / Alignment * Alignment;

    private static IEnumerable<LiveRange> LiveRanges(IReadOnlyList<Operation> operations)
    {
        Dictionary<Tensor, LiveRange> liveRanges = [];
        List<Tensor> order = [];
        for (int i = 0; i < operations.Count; i++)
        {
            foreach (Tensor tensor in operations[i].Reads.Concat(operations[i].Writes).Where(static tensor => tensor.IsScratch))
            {
                if (!liveRanges.ContainsKey(tensor))
                {
                    order.Add(tensor);
                }
                liveRanges[tensor] = new LiveRange(tensor, liveRanges.TryGetValue(tensor, out LiveRange? liveRange) ? liveRange.First : i, i);
            }
        }
        return order.Select(tensor => liveRanges[tensor]);
    }

    /// <summary>The first and the last operation that touch a tensor.</summary>
    private sealed record LiveRange(Tensor Tensor, int First, int Last);
}
