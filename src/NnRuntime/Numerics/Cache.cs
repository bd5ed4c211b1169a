using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace NnRuntime.Numerics;

/// <summary>Memory that is fetched before it is needed.</summary>
/// <remarks>Rows that are a multiple of 2 KB apart fall into the same few sets of the first two caches, so that hardly any is there when the next
/// block of a product reads it again; and the processor, which looks no further than a page, does not see the next one coming.</remarks>
internal static class Cache
{
    /// <summary>Rows that a product fetches ahead: what the processor computes with meanwhile takes as long as fetching one from its last cache.</summary>
    public const int RowsAhead = 8;

    /// <summary>Fetches what lies at an offset; the address need not exist.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch(ref readonly float start, int offset)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref Unsafe.AsRef(in start), offset)));
        }
    }
}
