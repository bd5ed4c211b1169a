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
        IReadOnlyList<Operation> operations = phases.Count == 1 ? phases[0].Operations : [.. phases.SelectMany(static phase => phase.Operations)];
        List<LiveRange> liveRanges = LiveRanges(operations);
        Dictionary<Tensor, int> offsets = [];
        int batch = Place(liveRanges, Arena.Batch, operations, offsets, isLockstep: phases.Count == 1);

        if (phases.Count > 1 && phases.SelectMany(static phase => phase.Scratch).Where(static tensor => tensor.Arena == Arena.Fixed).GroupBy(static tensor => tensor).FirstOrDefault(static uses => uses.Count() > 1) is { } shared)
        {
            throw new InvalidOperationException($"{shared.Key} is used in {shared.Count()} phases, but each thread has a copy of its own.");
        }
        int constant = Place(liveRanges, Arena.Fixed, operations, offsets, isLockstep: true);
        return new MemoryPlan(offsets, batch, constant);
    }

    private static int Place(List<LiveRange> liveRanges, Arena arena, IReadOnlyList<Operation> operations, Dictionary<Tensor, int> offsets, bool isLockstep)
    {
        List<(LiveRange Range, int Offset)> placed = [];
        int end = 0;
        foreach (LiveRange liveRange in liveRanges)
        {
            if (liveRange.Tensor.Arena == arena)
            {
                int offset = Offset(liveRange, operations, placed, isLockstep);
                offsets[liveRange.Tensor] = offset;
                placed.Add((liveRange, offset));
                end = Math.Max(end, offset + Size(liveRange.Tensor));
            }
        }
        return end;
    }

    // First on top of an input that dies here, then the lowest gap.
    private static int Offset(LiveRange liveRange, IReadOnlyList<Operation> operations, List<(LiveRange Range, int Offset)> placed, bool isLockstep)
    {
        List<int> gaps = [0];
        foreach ((LiveRange other, int offset) in placed)
        {
            if (Overwrites(liveRange, other, operations) && Fits(liveRange, offset, operations, placed, isLockstep))
            {
                return offset;
            }
            gaps.Add(offset + Size(other.Tensor));
        }
        gaps.Sort();
        return gaps.First(gap => Fits(liveRange, gap, operations, placed, isLockstep));
    }

    private static bool Fits(LiveRange liveRange, int offset, IReadOnlyList<Operation> operations, List<(LiveRange Range, int Offset)> placed, bool isLockstep)
    {
        int end = offset + Size(liveRange.Tensor);
        foreach ((LiveRange other, int taken) in placed)
        {
            bool isApart = end <= taken || taken + Size(other.Tensor) <= offset;
            bool isLater = (other.Last < liveRange.First || liveRange.Last < other.First) && (isLockstep || (offset == taken && liveRange.Tensor.Stride == other.Tensor.Stride));
            if (!isApart && !isLater && !(offset == taken && Overwrites(liveRange, other, operations)))
            {
                return false;
            }
        }
        return true;
    }

    private static bool Overwrites(LiveRange liveRange, LiveRange other, IReadOnlyList<Operation> operations) =>
        other.Last == liveRange.First && other.First < liveRange.First
        && other.Tensor.Stride == liveRange.Tensor.Stride && other.Tensor.Layout == liveRange.Tensor.Layout
        && operations[liveRange.First].Reads.Contains(other.Tensor) && operations[liveRange.First].MayOverwrite(other.Tensor);

    private static int Size(Tensor tensor) => (tensor.Stride + Alignment - 1) / Alignment * Alignment;

    private static List<LiveRange> LiveRanges(IReadOnlyList<Operation> operations)
    {
        Dictionary<Tensor, int> places = [];
        List<LiveRange> liveRanges = [];
        for (int i = 0; i < operations.Count; i++)
        {
            Touch(operations[i].Reads, i);
            Touch(operations[i].Writes, i);
        }
        return liveRanges;

        void Touch(IReadOnlyList<Tensor> tensors, int operation)
        {
            foreach (Tensor tensor in tensors)
            {
                if (!tensor.IsScratch)
                {
                    continue;
                }
                if (places.TryGetValue(tensor, out int place))
                {
                    liveRanges[place] = liveRanges[place] with { Last = operation };
                }
                else
                {
                    places.Add(tensor, liveRanges.Count);
                    liveRanges.Add(new LiveRange(tensor, operation, operation));
                }
            }
        }
    }

    /// <summary>The first and the last operation that touch a tensor.</summary>
    private readonly record struct LiveRange(Tensor Tensor, int First, int Last);
}
