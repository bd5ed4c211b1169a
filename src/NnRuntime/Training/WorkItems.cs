using System.Numerics;
using System.Runtime.InteropServices;

namespace NnGen.Training;

/// <summary>The items of the job that several threads are at: which nobody took yet, as bits of one word, and how many are not done.</summary>
/// <remarks>Each word on cache lines of its own, two lines, since processors fetch them in pairs.</remarks>
[StructLayout(LayoutKind.Explicit, Size = 384)]
internal struct WorkItems
{
    /// <summary>The most items of a job.</summary>
    public const int Most = 64;

    [FieldOffset(0)]
    private int _count;

    [FieldOffset(128)]
    private ulong _left;

    [FieldOffset(256)]
    private int _unfinished;

    /// <summary>Whether there are items that nobody took.</summary>
    public readonly bool AnyLeft => Volatile.Read(in _left) != 0;

    /// <summary>Whether all items are done; what they wrote can be read then.</summary>
    public readonly bool AllDone => Volatile.Read(in _unfinished) == 0;

    /// <summary>Offers the items of a job, when those of the last are done. A full fence: whoever takes one sees what was written before.</summary>
    public void Publish(int count)
    {
        (_count, _unfinished) = (count, count);
        Interlocked.Exchange(ref _left, ulong.MaxValue >> (Most - count));
    }

    /// <summary>Takes an item. Each thread looks from a place of its own on, so that from job to job it tends to get what its cache holds.</summary>
    public bool TryTake(int thread, int threads, out int item)
    {
        int own = thread * _count / threads;
        ulong left = Volatile.Read(in _left);
        while (left != 0)
        {
            item = (BitOperations.TrailingZeroCount(BitOperations.RotateRight(left, own)) + own) % Most;
            ulong seen = Interlocked.CompareExchange(ref _left, left & ~(1UL << item), left);
            if (seen == left)
            {
                return true;
            }
            left = seen;
        }
        item = -1;
        return false;
    }

    /// <summary>Counts an item as done; true for the last.</summary>
    public bool Finish() => Interlocked.Decrement(ref _unfinished) == 0;
}
