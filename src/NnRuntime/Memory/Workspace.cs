using System.Runtime.CompilerServices;
using NnGen.CompilerServices;

namespace NnGen;

/// <summary>Represents scratch memory for calls of a network: it is created once, passed as the last argument, and used by one call at a time.</summary>
/// <remarks>A call with a workspace never allocates. A call without one uses memory that belongs to the calling thread, grows to the size that
/// is needed, and is kept.
/// <para>Two calls that use the same workspace at the same time, on two threads, would overwrite each other's values. The second call throws an
/// <see cref="InvalidOperationException"/>. The check is best effort: it is a plain flag without synchronization, so that it costs small
/// networks nothing, and two calls that start within a few nanoseconds may both pass it. Give each thread its own workspace.</para></remarks>
public sealed class Workspace
{
    // A thread computes one network at a time and emitted code makes no callbacks, so one block of memory per thread is enough.
    [ThreadStatic]
    private static Workspace? t_current;

    private AlignedMemory _memory;
    private bool _isInUse;

    /// <summary>Creates a workspace of the given length. A network's CreateWorkspace calls this with the length that a batch needs.</summary>
    /// <param name="length">Number of floats.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative, or exceeds the maximum length of an array.</exception>
    public Workspace(long length)
    {
        SettingRange.AtLeast(length, 0, nameof(length));
        if (length > AlignedMemory.MaxLength)
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, $"A workspace of {length} floats was requested, but one array can hold at most {AlignedMemory.MaxLength}; create it for fewer samples.");
        }
        _memory = new AlignedMemory((int)length);
    }

    /// <summary>Gets the number of floats.</summary>
    public int Length => _memory.Length;

    /// <summary>Marks the workspace as in use, or throws if it is in use already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Enter()
    {
        if (_isInUse)
        {
            throw InUse();
        }
        _isInUse = true;
    }

    /// <summary>Marks the workspace as no longer in use.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Exit() => _isInUse = false;

    /// <summary>Returns the first <paramref name="length"/> floats of a workspace, or of the calling thread's memory, which grows as needed.</summary>
    internal static Span<float> Scratch(Workspace? workspace, long length, int samples)
    {
        workspace ??= t_current ??= new Workspace(0);
        if (workspace.Length < length)
        {
            Grow(workspace, length, samples);
        }
        return workspace._memory.Span.Slice(0, (int)length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static InvalidOperationException InUse() => new(
        "Two calls are using the same workspace at the same time and would overwrite each other's values; create one for each thread with CreateWorkspace, or pass none.");

    // A workspace of the caller does not grow.
    private static void Grow(Workspace workspace, long length, int samples)
    {
        if (workspace != t_current)
        {
            throw new ArgumentException(
                $"The workspace holds {workspace.Length} floats, but this call with {samples} samples needs {length}; create one with CreateWorkspace({samples}).", nameof(workspace));
        }
        if (length > AlignedMemory.MaxLength)
        {
            throw new ArgumentException($"{samples} samples in one call need {length} floats of scratch memory, more than the {AlignedMemory.MaxLength} that one array can hold; pass fewer samples at a time.", nameof(samples));
        }
        workspace._memory = new AlignedMemory((int)length);
    }
}
