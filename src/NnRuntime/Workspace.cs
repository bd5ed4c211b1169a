using NnRuntime.Numerics;

namespace NnRuntime;

/// <summary>Scratch memory for calls of a network: made once, given as the last argument, used by one thread at a time.</summary>
/// <remarks>A call with a workspace never allocates. A call without one uses memory that grows to what the calling thread needs and
/// stays with that thread.</remarks>
public sealed class Workspace
{
    // A thread computes one network at a time and emitted code calls nobody back, so one run of memory a thread is enough.
    [ThreadStatic]
    private static Workspace? t_current;

    private AlignedMemory _memory;

    /// <summary>Makes a workspace; emitted networks call this from CreateWorkspace.</summary>
    /// <param name="length">Its number of floats.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative or more than an array can hold.</exception>
    public Workspace(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, AlignedMemory.MaxLength);
        _memory = new AlignedMemory((int)length);
    }

    /// <summary>Its number of floats.</summary>
    public int Length => _memory.Length;

    /// <summary>Scratch of at least <paramref name="length"/> floats with undefined content; for emitted code.</summary>
    /// <param name="workspace">The caller's workspace, or null for the calling thread's.</param>
    /// <param name="length">The floats needed.</param>
    /// <param name="samples">The samples of the call, for the message.</param>
    /// <exception cref="ArgumentException">The caller's workspace is too small.</exception>
    [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
    public static Span<float> Rent(Workspace? workspace, long length, int samples)
    {
        workspace ??= t_current ??= new Workspace(0);
        if (workspace.Length < length)
        {
            Grow(workspace, length, samples);
        }
        return workspace._memory.Span.Slice(0, (int)length);
    }

    // A workspace of the caller's keeps its size.
    private static void Grow(Workspace workspace, long length, int samples)
    {
        if (workspace != t_current)
        {
            throw new ArgumentException(
                $"The workspace holds {workspace.Length} floats, but this call with {samples} samples needs {length}; make one with CreateWorkspace({samples}).", nameof(workspace));
        }
        if (length > AlignedMemory.MaxLength)
        {
            throw new ArgumentException($"{samples} samples in one call need {length} floats of scratch memory, more than the {AlignedMemory.MaxLength} that one array can hold; pass fewer samples at a time.", nameof(samples));
        }
        workspace._memory = new AlignedMemory((int)length);
    }
}
