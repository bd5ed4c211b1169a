namespace NnGen.Data;

/// <summary>Computes mean, spread and bounds of columns in one pass, in double precision.</summary>
internal sealed class ColumnStatistics(int columns)
{
    private readonly double[] _first = new double[columns], _means = new double[columns], _squares = new double[columns], _scales = new double[columns];
    private readonly double[] _min = [.. Enumerable.Repeat(double.PositiveInfinity, columns)], _max = [.. Enumerable.Repeat(double.NegativeInfinity, columns)];
    private long _rows;

    /// <summary>Computes the statistics of the inputs of a source.</summary>
    public static ColumnStatistics OfInputs<TTarget>(IBatchSource<TTarget> source)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(source);
        ColumnStatistics statistics = new(source.InputLength);
        statistics.AddInputs(source);
        return statistics;
    }

    /// <summary>Adds the inputs of a source, as doubles where it has them.</summary>
    public void AddInputs<TTarget>(IBatchSource<TTarget> source)
        where TTarget : unmanaged
    {
        if (source is IExactSource<TTarget> exact)
        {
            exact.AddInputs(this);
            return;
        }
        double[] row = new double[columns];
        using IBatchReader<TTarget> reader = source.Read(new BatchReadOptions { BatchSize = 1024, Shuffle = false });
        while (reader.MoveNext())
        {
            BatchContract.Check(source, reader);
            for (int i = 0; i < reader.Current.Count; i++)
            {
                Widen(reader.Current.Inputs.Slice(i * columns, columns), row);
                Add(row, reader.Samples[i], "input");
            }
        }
    }

    /// <summary>Adds samples.</summary>
    /// <param name="values">The samples, one after the other.</param>
    /// <param name="exact">The columns that are available as doubles; null if there are none.</param>
    /// <param name="kind">Kind of the values, such as "input".</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public void Add(ReadOnlySpan<float> values, ExactColumns? exact, string kind)
    {
        double[] row = new double[columns];
        for (int sample = 0; sample < values.Length / columns; sample++)
        {
            Widen(values.Slice(sample * columns, columns), row);
            exact?.CopyTo(sample, row);
            Add(row, sample, kind);
        }
    }

    /// <summary>Adds a sample.</summary>
    /// <param name="row">Values of the sample.</param>
    /// <param name="sample">Number of the sample.</param>
    /// <param name="kind">Kind of the values, such as "input".</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public void Add(ReadOnlySpan<double> row, long sample, string kind)
    {
        _rows++;
        for (int column = 0; column < columns; column++)
        {
            double value = double.IsFinite(row[column]) ? row[column] : throw NotFinite(row[column], sample, column, kind);

            // Welford, 1962: avoids differences of large sums, and is exactly 0 for a constant column. Means are relative to the first value, since those of times would be rounded at every step.
            if (_rows == 1)
            {
                _first[column] = value;
            }
            double relative = value - _first[column], difference = relative - _means[column];
            _means[column] += difference / _rows;
            if (difference != 0)
            {
                AddSquare(column, difference, relative - _means[column]);
            }
            _min[column] = Math.Min(_min[column], value);
            _max[column] = Math.Max(_max[column], value);
        }
    }

    /// <summary>Returns the normalization to mean 0 and standard deviation 1.</summary>
    public Normalization StandardScore() => Normalization(_means.Zip(_first, static (mean, first) => first + mean), _squares.Zip(_scales, (square, scale) => square == 0 ? 0 : Math.Sqrt(square / _rows) / scale));

    /// <summary>Returns the normalization to 0 for the minimum and 1 for the maximum.</summary>
    public Normalization MinMax() => Normalization(_min, _max.Zip(_min, static (max, min) => max - min));

    /// <summary>Returns the exception for a value that cannot be normalized.</summary>
    public static ArgumentException NotFinite(double value, long sample, int column, string kind) =>
        new($"Sample {sample}, {kind} {column}: {value} is not a finite number; leave out such samples, or replace missing values with a number, such as the mean of the column in the training data.");

    private static void Widen(ReadOnlySpan<float> values, Span<double> row)
    {
        for (int i = 0; i < values.Length; i++)
        {
            row[i] = values[i];
        }
    }

    // Squares of numbers below 1e-154 underflow, so each column is scaled by a power of two near its first difference, and by a larger one if necessary.
    private void AddSquare(int column, double before, double after)
    {
        const double Large = 1e30;
        double scale = _scales[column];
        if (scale == 0 || Math.Abs(before) * scale > Large)
        {
            double next = Math.ScaleB(1, Math.Clamp(-Math.ILogB(before), -1000, 1000)), ratio = scale == 0 ? 0 : next / scale;
            _squares[column] *= ratio * ratio;
            _scales[column] = scale = next;
        }
        _squares[column] += before * scale * (after * scale);
    }

    private Normalization Normalization(IEnumerable<double> offsets, IEnumerable<double> spreads) => _rows > 0
        ? new Normalization([.. offsets], [.. spreads.Select(static spread => spread == 0 ? 1 : spread)])
        : throw new ArgumentException("The data have no samples to fit a normalization to; pass data with at least one sample. A CSV file that ends after its header has none.");
}
