using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NnGen.CompilerServices;

/// <summary>The use of a workspace by one call, which ends when the lease is disposed.</summary>
/// <remarks>An exception before that leaves the workspace in use, so whoever may throw in between disposes the lease with a using statement.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct WorkspaceLease
{
    private readonly Workspace? _workspace;

    private WorkspaceLease(Workspace? workspace) => _workspace = workspace;

    /// <summary>Gets scratch memory with undefined content and marks the caller's workspace as in use until the lease is disposed.</summary>
    /// <param name="workspace">The caller's workspace, or null for the calling thread's.</param>
    /// <param name="length">Number of floats needed.</param>
    /// <param name="samples">Number of samples of the call, for the message.</param>
    /// <param name="scratch">Receives the memory.</param>
    /// <exception cref="ArgumentException">The caller's workspace is too small.</exception>
    /// <exception cref="InvalidOperationException">Another call uses the workspace.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WorkspaceLease Rent(Workspace? workspace, long length, int samples, out Span<float> scratch)
    {
        scratch = Workspace.Scratch(workspace, length, samples);
        workspace?.Enter();
        return new WorkspaceLease(workspace);
    }

    /// <summary>Gets scratch memory that several calls write at the same time, each its own part.</summary>
    /// <param name="workspace">The workspace, or null for the calling thread's.</param>
    /// <param name="length">Number of floats needed.</param>
    /// <param name="samples">Number of samples of the batch, for the message.</param>
    /// <exception cref="ArgumentException">The workspace is too small.</exception>
    public static Span<float> Share(Workspace? workspace, long length, int samples) => Workspace.Scratch(workspace, length, samples);

    /// <summary>Ends the use of the workspace.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispose() => _workspace?.Exit();

    /// <summary>Ends the use of the workspace after a pass that returns a value, and returns the value.</summary>
    /// <param name="result">What the pass returned.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float End(float result)
    {
        Dispose();
        return result;
    }
}
