namespace NnGen.Data;

/// <summary>Contains columns of a dataset as doubles, as they were measured, where floats do not represent every value exactly: 5.1, or times in seconds since 1970, which are 128 seconds apart as floats.</summary>
/// <param name="Columns">Numbers of the columns.</param>
/// <param name="Values">The values of each of these columns.</param>
internal sealed record ExactColumns(int[] Columns, double[][] Values)
{
    /// <summary>Returns the values of the given samples, in the given order.</summary>
    public ExactColumns Subset(ReadOnlySpan<int> samples)
    {
        double[][] parts = new double[Columns.Length][];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = new double[samples.Length];
            for (int part = 0; part < samples.Length; part++)
            {
                parts[i][part] = Values[i][samples[part]];
            }
        }
        return new(Columns, parts);
    }

    /// <summary>Replaces the float values of a sample with the doubles.</summary>
    public void CopyTo(int sample, Span<double> row)
    {
        for (int i = 0; i < Columns.Length; i++)
        {
            row[Columns[i]] = Values[i][sample];
        }
    }
}

/// <summary>Collects rows of numbers: all of them as floats, and the columns that floats do not represent exactly also as doubles.</summary>
internal sealed class ExactRows(int length)
{
    private readonly List<float> _floats = [];
    private readonly List<double>?[] _exact = new List<double>?[length];

    /// <summary>Gets the number of rows.</summary>
    public int Count => length == 0 ? 0 : _floats.Count / length;

    /// <summary>Adds a row.</summary>
    public void Add(ReadOnlySpan<float> floats, ReadOnlySpan<double> exact)
    {
        for (int column = 0; column < exact.Length; column++)
        {
            if (exact[column] != floats[column] && _exact[column] is null)
            {
                _exact[column] = [.. Enumerable.Range(0, Count).Select(row => (double)_floats[(row * length) + column])];   // exact so far
            }
            _exact[column]?.Add(exact[column]);
        }
        _floats.AddRange(floats);
    }

    /// <summary>Returns the floats.</summary>
    public float[] ToArray() => [.. _floats];

    /// <summary>Returns the columns that floats do not represent exactly; null if there are none.</summary>
    public ExactColumns? Exact()
    {
        int[] columns = [.. Enumerable.Range(0, length).Where(column => _exact[column] is not null)];
        return columns.Length == 0 ? null : new(columns, [.. columns.Select(column => _exact[column]!.ToArray())]);
    }
}
