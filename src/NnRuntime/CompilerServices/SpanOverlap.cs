using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NnGen.CompilerServices;

/// <summary>Compares the memory of spans, also of spans of different types.</summary>
internal static class SpanOverlap
{
    /// <summary>Returns whether two spans share a byte; an empty one shares none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Exists<T, U>(ReadOnlySpan<T> a, ReadOnlySpan<U> b)
        where T : unmanaged
        where U : unmanaged => !a.IsEmpty && !b.IsEmpty && ExistsNonEmpty(a, a.Length, b, b.Length);

    /// <summary>Returns whether two spans whose lengths are known and not 0 share a byte: a single comparison, most of which folds away where the lengths are
    /// constants.</summary>
    /// <remarks>With A and B bytes the distance from b to a is between −A and B; shifted by A − 1 that is one range that begins at 0.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool ExistsNonEmpty<T, U>(ReadOnlySpan<T> a, int aLength, ReadOnlySpan<U> b, int bLength)
        where T : unmanaged
        where U : unmanaged
    {
        ref byte first = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(a)), second = ref Unsafe.As<U, byte>(ref MemoryMarshal.GetReference(b));
        nuint aBytes = (nuint)(uint)aLength * (nuint)Unsafe.SizeOf<T>(), bBytes = (nuint)(uint)bLength * (nuint)Unsafe.SizeOf<U>();
        return (nuint)Unsafe.ByteOffset(ref second, ref first) + (aBytes - 1) < aBytes + bBytes - 1;
    }
}
