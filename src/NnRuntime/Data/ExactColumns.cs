namespace NnGen.Data;

/// <summary>Contains columns of a dataset as doubles, where floats are too coarse for the range of the column: as floats, times in seconds since 1970 are 128 seconds apart.</summary>
/// <param name="Columns">Numbers of the columns.</param>
/// <param name="Values">The values of the columns, one sample after the other.</param>
internal sealed record ExactColumns(int[] Columns, double[] Values)
{
    /// <summary>Returns the values of a sample.</summary>
    public ReadOnlySpan<double> Row(int sample) => Values.AsSpan(sample * Columns.Length, Columns.Length);

    /// <summary>Returns the values of the given samples, in the given order.</summary>
    public ExactColumns Subset(ReadOnlySpan<int> samples)
    {
        double[] values = new double[samples.Length * Columns.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            Row(samples[i]).CopyTo(values.AsSpan(i * Columns.Length));
        }
        return new(Columns, values);
    }

    /// <summary>Replaces the float values of a sample with the doubles.</summary>
    public void CopyTo(int sample, Span<double> row)
    {
        ReadOnlySpan<double> exact = Row(sample);
        for (int i = 0; i < exact.Length; i++)
        {
            row[Columns[i]] = exact[i];
        }
    }
}

/// <summary>Finds the columns for which floats are too coarse: those where rounding changes a value by more than a millionth of the range of the column, or makes two consecutive values equal.</summary>
internal sealed class ColumnPrecision(int columns)
{
    private const double Tolerance = 1e-6;

    private readonly double[] _min = Filled(columns, double.PositiveInfinity), _max = Filled(columns, double.NegativeInfinity), _error = new double[columns], _last = Filled(columns, double.NaN);
    private readonly bool[] _collapsed = new bool[columns];

    /// <summary>Adds a sample.</summary>
    public void Add(ReadOnlySpan<double> exact)
    {
        for (int i = 0; i < exact.Length; i++)
        {
            double value = exact[i];
            _min[i] = Math.Min(_min[i], value);
            _max[i] = Math.Max(_max[i], value);
            _error[i] = Math.Max(_error[i], Math.Abs(value - (float)value));
            _collapsed[i] |= value != _last[i] && (float)value == (float)_last[i];
            _last[i] = value;
        }
    }

    /// <summary>Gets the columns that need doubles.</summary>
    public int[] Coarse() => [.. Enumerable.Range(0, columns).Where(i => _collapsed[i] || _error[i] > Tolerance * (_max[i] - _min[i]))];

    private static double[] Filled(int columns, double value)
    {
        double[] result = new double[columns];
        Array.Fill(result, value);
        return result;
    }
}
