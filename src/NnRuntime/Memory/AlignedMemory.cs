using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnGen.CompilerServices;

/// <summary>Zeroed floats that start on a cache line, so that no 64-byte vector load touches two lines. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct AlignedMemory
{
    /// <summary>Unused floats after the end, so that a vector may be loaded at the last element.</summary>
    public const int TailPadding = 16;

    private readonly float[]? _pinned;
    private readonly int _start;

    /// <summary>Allocates <paramref name="length"/> floats.</summary>
    /// <param name="length">Their number, from 0 to <see cref="MaxLength"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative or more than an array can hold.</exception>
    public unsafe AlignedMemory(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxLength);
        _pinned = GC.AllocateArray<float>(length + TailPadding + 15, pinned: true);
        _start = (int)((-(nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_pinned)) & 63) / sizeof(float));
        Length = length;
    }

    /// <summary>The longest run that can be allocated.</summary>
    public static int MaxLength => Array.MaxLength - TailPadding - 15;

    /// <summary>Its number of floats.</summary>
    public int Length { get; }

    /// <summary>The floats.</summary>
    public Span<float> Span => MemoryMarshal.CreateSpan(ref First, Length);

    /// <summary>The floats, for holders that outlive a call.</summary>
    public Memory<float> Memory => _pinned.AsMemory(_start, Length);

    /// <summary>The floats and the <see cref="TailPadding"/> after them.</summary>
    public ReadOnlySpan<float> WithTailPadding => MemoryMarshal.CreateReadOnlySpan(ref First, Length + TailPadding);

    // What the constructor made is within the array; small networks would feel the check.
    private ref float First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_pinned!), _start);
}
