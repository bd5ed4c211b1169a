using System.Runtime.CompilerServices;

namespace NnGen.CompilerServices;

/// <summary>Checks of sizes before memory is touched without any. Products are computed in 64 bits, so that none wraps around, and messages are
/// built apart, so that a check is a few comparisons: with the literal sizes of emitted code most of them are gone.</summary>
/// <remarks>A negative size is a large unsigned one, which needs no comparison of its own: no span is as long.</remarks>
internal static class Bounds
{
    /// <summary>Rows of <paramref name="length"/> floats, <paramref name="stride"/> apart, are within a span.</summary>
    /// <remarks>Several rows that are not empty have different starts, so that a span bounds their number.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rows(int given, int rows, int stride, int length, [CallerArgumentExpression(nameof(given))] string name = "")
    {
        if ((rows | length) < 0 || (rows > 1 && stride < Math.Min(length, 1)) || (rows > 0 && ((long)(rows - 1) * stride) + length > given))
        {
            throw NoRows(given, rows, stride, length, name);
        }
    }

    /// <summary>A span has room for a number of floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Room(int given, long needed, [CallerArgumentExpression(nameof(given))] string name = "")
    {
        if (needed > given)
        {
            throw NoRoom(given, needed, name);
        }
    }

    /// <summary>A block of rows is within the memory that it is loaded from or stored to, and is as wide as a block can be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Block<V>(int given, int rows, int stride, int width, int maxWidth)
        where V : struct, ISimd<V>
    {
        if ((uint)(width - V.Count) > (uint)(maxWidth - V.Count) || ((ulong)(uint)(rows - 1) * (uint)stride) + (uint)width > (uint)given)
        {
            throw NoBlock(given, rows, stride, width, V.Count, maxWidth);
        }
    }

    /// <summary>What <see cref="ITile{T}.MultiplyAccumulate"/> reads is within both spans.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RankUpdate<V>(int givenColumns, int stride, int columnStride, int givenRows, int ldb, int width, int count, int blockRows, int maxWidth)
        where V : struct, ISimd<V>
    {
        if ((uint)(count - 1) >= (uint)givenRows || (uint)(width - V.Count) > (uint)(maxWidth - V.Count)
            || ((ulong)(uint)(blockRows - 1) * (uint)stride) + ((ulong)(uint)(count - 1) * (uint)columnStride) >= (uint)givenColumns
            || ((ulong)(uint)(count - 1) * (uint)ldb) + (uint)width > (uint)givenRows)
        {
            throw NoRankUpdate(givenColumns, stride, columnStride, givenRows, ldb, width, count);
        }
    }

    /// <summary>What <see cref="ITile{T}.MultiplyAccumulateRows"/> reads is within both spans.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RowsUpdate<V>(int givenColumns, int stride, int givenRows, int vectorStride, int count, int blockRows, int width)
        where V : struct, ISimd<V>
    {
        int vectors = width / V.Count;
        if ((uint)(count - 1) >= (uint)givenRows
            || ((ulong)(uint)(blockRows - 1) * (uint)stride) + (uint)(count - 1) >= (uint)givenColumns
            || ((ulong)(uint)(vectors - 1) * (uint)vectorStride) + (uint)(count - 1) + (uint)V.Count > (uint)givenRows)
        {
            throw NoRankUpdate(givenColumns, stride, 1, givenRows, vectorStride, V.Count, count);
        }
    }

    /// <summary>What <see cref="ITile{T}.MultiplyAccumulateElementwise"/> reads of the columns is within their span.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ElementwiseUpdate<V>(int given, int stride, int count, int blockRows)
        where V : struct, ISimd<V>
    {
        if (((ulong)(uint)(blockRows - 1) * (uint)stride) + ((ulong)(uint)count * (uint)V.Count) > (uint)given)
        {
            throw NoElementwiseUpdate(given, stride, count, blockRows, V.Count);
        }
    }

    /// <summary>The samples in a group are one, or as many as a vector has floats.</summary>
    public static void Lanes<V>(int lanes)
        where V : struct, ISimd<V>
    {
        if (lanes != 1 && lanes != V.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(lanes), lanes, $"A group has 1 sample or {V.Count}, the floats of a vector, but not {lanes}.");
        }
    }

    // Thrown where they are made for: a block that ends with a throw is known to be rare, and a call of what throws is not.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentOutOfRangeException NoRows(int given, int rows, int stride, int length, string name) =>
        new(name, given, $"{rows} rows of {length} floats, {stride} floats apart, are not within {given} floats.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentOutOfRangeException NoRoom(int given, long needed, string name) =>
        new(name, given, $"{name} is {given}, but at least {needed} is needed.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentOutOfRangeException NoBlock(int given, int rows, int stride, int width, int minWidth, int maxWidth) =>
        new(nameof(width), width, $"A block of {rows} rows of {width} floats, {stride} floats apart, is not within {given} floats, or its rows do not have {minWidth} to {maxWidth}.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentOutOfRangeException NoRankUpdate(int givenColumns, int stride, int columnStride, int givenRows, int ldb, int width, int count) =>
        new(nameof(count), count, $"{count} columns (stride {stride}, columnStride {columnStride}) and rows of {width} floats (ldb {ldb}) are not within the {givenColumns} and {givenRows} floats given, or a block is not {width} floats wide.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ArgumentOutOfRangeException NoElementwiseUpdate(int given, int stride, int count, int rows, int vector) =>
        new(nameof(count), count, $"{count} columns of {rows} vectors of {vector} floats, {stride} floats apart, are not within {given} floats.");
}
