namespace NnRuntime.Data;

/// <summary>Mean, spread and bounds of columns, in one pass and in double precision.</summary>
internal sealed class ColumnStatistics(int columns)
{
    private readonly double[] _means = new double[columns], _squares = new double[columns];
    private readonly float[] _least = [.. Enumerable.Repeat(float.PositiveInfinity, columns)], _greatest = [.. Enumerable.Repeat(float.NegativeInfinity, columns)];
    private long _rows;

    /// <summary>Goes through the inputs of a source.</summary>
    public static ColumnStatistics OfInputs<TTarget>(IBatchSource<TTarget> source)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(source);
        ColumnStatistics statistics = new(source.InputLength);
        using IBatchReader<TTarget> reader = source.Read(new Epoch(1024, Shuffle: false));
        while (reader.MoveNext())
        {
            statistics.Add(reader.Current.Inputs, reader.Samples, "input");
        }
        return statistics;
    }

    /// <summary>Goes on with more rows.</summary>
    /// <param name="values">The rows one after the other.</param>
    /// <param name="samples">Their numbers; empty if they are the first.</param>
    /// <param name="kind">What the values are.</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public void Add(ReadOnlySpan<float> values, ReadOnlySpan<long> samples, string kind)
    {
        for (int i = 0; i < values.Length; i++)
        {
            int column = i % columns, row = i / columns;
            float value = float.IsFinite(values[i]) ? values[i] : throw NotFinite(values[i], samples.IsEmpty ? row : samples[row], column, kind);
            _rows += column == 0 ? 1 : 0;

            // Welford, 1962: no difference of large sums, and exactly 0 for a constant column.
            double difference = value - _means[column];
            _means[column] += difference / _rows;
            _squares[column] += difference * (value - _means[column]);
            _least[column] = Math.Min(_least[column], value);
            _greatest[column] = Math.Max(_greatest[column], value);
        }
    }

    /// <summary>The normalization to mean 0 and standard deviation 1.</summary>
    public Normalization StandardScore() => Normalization(_means.Select(static mean => (float)mean), _squares.Select(square => Math.Sqrt(square / _rows)));

    /// <summary>The normalization to 0 for the least and 1 for the greatest.</summary>
    public Normalization MinMax() => Normalization(_least, _greatest.Zip(_least, static (greatest, least) => (double)greatest - least));

    /// <summary>Says which value cannot be normalized.</summary>
    public static ArgumentException NotFinite(float value, long sample, int column, string kind) =>
        new($"Sample {sample}, {kind} {column}: {value} is no finite number; leave such samples out, or give a value for what is missing, before you normalize.");

    private Normalization Normalization(IEnumerable<float> offsets, IEnumerable<double> spreads) => _rows > 0
        ? new Normalization([.. offsets], [.. spreads.Select(Divisor)])
        : throw new ArgumentException("There is no sample to normalize by.");

    // A column that does not vary, or by less than a float can say, says nothing.
    private static float Divisor(double spread) => (float)Math.Min(spread, float.MaxValue) is not 0 and var divisor ? divisor : 1;
}
