namespace NnGen.Data;

/// <summary>Lengths of arrays that are products of two sizes.</summary>
internal static class ArrayLength
{
    /// <summary>Returns count × length.</summary>
    /// <param name="count">Number of rows, at least 0.</param>
    /// <param name="length">Values of one row, at least 0.</param>
    /// <param name="rows">What the rows are, such as "samples of a batch".</param>
    /// <param name="values">What the values are, such as "floats".</param>
    /// <exception cref="ArgumentException">No array can hold as many.</exception>
    public static int Of(long count, int length, string rows, string values) => length == 0 || count <= Array.MaxLength / length
        ? (int)(count * length)
        : throw new ArgumentException($"{count} {rows} of {length} {values} each are more than the {Array.MaxLength} that an array can hold; take fewer at a time.");
}
