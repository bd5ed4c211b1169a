using System.Numerics;
using System.Runtime.InteropServices;

namespace NnGen.Training;

/// <summary>The items of the job that several threads are running: the items not yet taken, as bits of one word, and the number of unfinished items.</summary>
/// <remarks>Each word has two cache lines to itself, since processors fetch lines in pairs.</remarks>
[StructLayout(LayoutKind.Explicit, Size = 384)]
internal struct WorkItems
{
    /// <summary>Maximum number of items of a job.</summary>
    public const int Most = 64;

    [FieldOffset(0)]
    private int _count;

    [FieldOffset(128)]
    private ulong _left;

    [FieldOffset(256)]
    private int _unfinished;

    /// <summary>Gets whether there are items that have not been taken.</summary>
    public readonly bool AnyLeft => Volatile.Read(in _left) != 0;

    /// <summary>Gets whether all items are done, so that their results can be read.</summary>
    public readonly bool AllDone => Volatile.Read(in _unfinished) == 0;

    /// <summary>Publishes the items of a job after those of the previous job are done. Acts as a full fence: a thread that takes an item sees all earlier
    /// writes.</summary>
    public void Publish(int count)
    {
        (_count, _unfinished) = (count, count);
        Interlocked.Exchange(ref _left, ulong.MaxValue >> (Most - count));
    }

    /// <summary>Takes an item. Each thread starts searching at its own position, so that from job to job it tends to get the items that its cache
    /// holds.</summary>
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

    /// <summary>Counts an item as done. Returns true for the last one.</summary>
    public bool Finish() => Interlocked.Decrement(ref _unfinished) == 0;
}
