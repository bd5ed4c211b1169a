namespace NnGen.Data;

/// <summary>Columns of a data set as doubles, where floats are too coarse for the range of the column: times in seconds since 1970 are 128 seconds apart as floats.</summary>
/// <param name="Columns">Numbers of the columns.</param>
/// <param name="Values">Their values, a sample after the other.</param>
internal sealed record ExactColumns(int[] Columns, double[] Values)
{
    /// <summary>The values of a sample.</summary>
    public ReadOnlySpan<double> Row(int sample) => Values.AsSpan(sample * Columns.Length, Columns.Length);

    /// <summary>Some samples in the order given.</summary>
    public ExactColumns Subset(ReadOnlySpan<int> samples)
    {
        double[] values = new double[samples.Length * Columns.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            Row(samples[i]).CopyTo(values.AsSpan(i * Columns.Length));
        }
        return new(Columns, values);
    }

    /// <summary>Replaces the values of a sample that were floats.</summary>
    public void CopyTo(int sample, Span<double> row)
    {
        ReadOnlySpan<double> exact = Row(sample);
        for (int i = 0; i < exact.Length; i++)
        {
            row[Columns[i]] = exact[i];
        }
    }
}

/// <summary>Finds the columns for which floats are too coarse: where rounding moves a value by more than a millionth of the range of the column, or makes two values in a row equal.</summary>
internal sealed class ColumnPrecision(int columns)
{
    private const double Tolerance = 1e-6;

    private readonly double[] _min = Filled(columns, double.PositiveInfinity), _max = Filled(columns, double.NegativeInfinity), _error = new double[columns], _last = Filled(columns, double.NaN);
    private readonly bool[] _collapsed = new bool[columns];

    /// <summary>Takes a sample.</summary>
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

    /// <summary>The columns that need doubles.</summary>
    public int[] Coarse() => [.. Enumerable.Range(0, columns).Where(i => _collapsed[i] || _error[i] > Tolerance * (_max[i] - _min[i]))];

    private static double[] Filled(int columns, double value)
    {
        double[] result = new double[columns];
        Array.Fill(result, value);
        return result;
    }
}
