namespace NnGen.Data;

/// <summary>Computes lengths of arrays that are products of two sizes.</summary>
internal static class ArrayLength
{
    /// <summary>Returns count × length.</summary>
    /// <param name="count">Number of rows, at least 0.</param>
    /// <param name="length">Number of values in one row, at least 0.</param>
    /// <param name="rows">Description of the rows, such as "samples of a batch".</param>
    /// <param name="values">Description of the values, such as "floats".</param>
    /// <exception cref="ArgumentException">The product exceeds the maximum length of an array.</exception>
    public static int Of(long count, int length, string rows, string values) => length == 0 || count <= Array.MaxLength / length
        ? (int)(count * length)
        : throw new ArgumentException($"{count} {rows} of {length} {values} each are more than the {Array.MaxLength} that an array can hold; use fewer at a time.");
}
