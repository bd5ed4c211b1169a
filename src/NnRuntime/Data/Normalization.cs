namespace NnRuntime.Data;

/// <summary>Brings columns of numbers to one scale: y = (x − offset) / divisor, column by column. Fit it on the training part alone, and apply it to everything else.</summary>
/// <remarks>It is saved with a network as part of <see cref="Preprocessing"/>, and gives the same bits when it is loaded.</remarks>
public sealed class Normalization
{
    private readonly float[] _offsets, _divisors;

    /// <summary>Takes offsets and divisors, one of each for a column.</summary>
    /// <param name="offsets">What is subtracted; finite.</param>
    /// <param name="divisors">By what the difference is divided; finite and not 0.</param>
    /// <exception cref="ArgumentException">There are not as many of both, or one is out of its range.</exception>
    public Normalization(ReadOnlySpan<float> offsets, ReadOnlySpan<float> divisors)
    {
        if (offsets.Length != divisors.Length || offsets.IsEmpty)
        {
            throw new ArgumentException($"There are {offsets.Length} offsets and {divisors.Length} divisors, but each column needs one of both.", nameof(divisors));
        }
        for (int column = 0; column < offsets.Length; column++)
        {
            if (!float.IsFinite(offsets[column]) || !float.IsFinite(divisors[column]) || divisors[column] == 0)
            {
                throw new ArgumentException($"Column {column} has the offset {offsets[column]} and the divisor {divisors[column]}, but both must be finite, and the divisor not 0.", nameof(divisors));
            }
        }
        (_offsets, _divisors) = (offsets.ToArray(), divisors.ToArray());
    }

    /// <summary>What is subtracted from each column.</summary>
    public IReadOnlyList<float> Offsets => _offsets;

    /// <summary>By what each column is divided then; 1 for columns that were constant.</summary>
    public IReadOnlyList<float> Divisors => _divisors;

    /// <summary>Each input with mean 0 and standard deviation 1 over the samples (divided by n, as scikit-learn's StandardScaler); constant ones become 0.</summary>
    /// <param name="train">The training part.</param>
    /// <exception cref="ArgumentException">There is no sample, or an input is not finite; the message says which.</exception>
    public static Normalization StandardScore<TTarget>(IBatchSource<TTarget> train)
        where TTarget : unmanaged => ColumnStatistics.OfInputs(train).StandardScore();

    /// <summary>Each input from 0 for its least to 1 for its greatest; constant ones become 0.</summary>
    /// <param name="train">The training part.</param>
    /// <exception cref="ArgumentException">There is no sample, or an input is not finite; the message says which.</exception>
    public static Normalization MinMax<TTarget>(IBatchSource<TTarget> train)
        where TTarget : unmanaged => ColumnStatistics.OfInputs(train).MinMax();

    /// <summary>Each target of a regression with mean 0 and standard deviation 1; <see cref="Invert(Span{float})"/> gives outputs of the network their units back.</summary>
    /// <param name="train">The training part.</param>
    /// <exception cref="ArgumentException">There is no sample, or a target is not finite; the message says which.</exception>
    public static Normalization StandardScoreOfTargets(Dataset<float> train)
    {
        ArgumentNullException.ThrowIfNull(train);
        ColumnStatistics statistics = new(train.TargetLength);
        statistics.Add(train.Targets, [], "target");
        return statistics.StandardScore();
    }

    /// <summary>A copy of the data with its inputs normalized.</summary>
    /// <param name="data">The data, of the training part or any other.</param>
    /// <exception cref="ArgumentException">They have another number of inputs, or one is not finite; the message says which.</exception>
    public Dataset<TTarget> Apply<TTarget>(Dataset<TTarget> data)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        float[] inputs = data.Inputs.ToArray();
        Check(data.InputLength, "inputs");
        Apply(inputs, [], "input");
        return data.With(inputs, data.Targets.ToArray());
    }

    /// <summary>The source with its inputs normalized as they are read.</summary>
    /// <param name="source">The source.</param>
    /// <exception cref="ArgumentException">It has another number of inputs.</exception>
    public IBatchSource<TTarget> Apply<TTarget>(IBatchSource<TTarget> source)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(source);
        Check(source.InputLength, "inputs");
        return new ChangedSource<TTarget>(source, (Span<float> inputs, ReadOnlySpan<long> samples, in Epoch _) => Apply(inputs, samples, "input"), $"normalized by {string.Join(' ', _offsets.Concat(_divisors).Select(BitConverter.SingleToInt32Bits))}");
    }

    /// <summary>A copy of the data with its targets normalized.</summary>
    /// <param name="data">The data.</param>
    /// <exception cref="ArgumentException">They have another number of targets, or one is not finite; the message says which.</exception>
    public Dataset<float> ApplyToTargets(Dataset<float> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        float[] targets = data.Targets.ToArray();
        Check(data.TargetLength, "targets");
        Apply(targets, [], "target");
        return data.With(data.Inputs.ToArray(), targets);
    }

    /// <summary>Normalizes rows in place, such as the inputs of one sample.</summary>
    /// <param name="values">Whole rows, one after the other.</param>
    /// <exception cref="ArgumentException">They are no whole rows, or a value is not finite; the message says which.</exception>
    public void Apply(Span<float> values) => Apply(values, [], "value");

    /// <summary>Takes the normalization of rows back in place: x = y·divisor + offset.</summary>
    /// <param name="values">Whole rows, one after the other.</param>
    /// <exception cref="ArgumentException">They are no whole rows.</exception>
    public void Invert(Span<float> values)
    {
        CheckRows(values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            int column = i % _offsets.Length;
            values[i] = (float)(((double)values[i] * _divisors[column]) + _offsets[column]);
        }
    }

    // In double precision, where the difference of two floats does not overflow.
    private void Apply(Span<float> values, ReadOnlySpan<long> samples, string kind)
    {
        CheckRows(values.Length);
        for (int row = 0, i = 0; i < values.Length; row++)
        {
            for (int column = 0; column < _offsets.Length; column++, i++)
            {
                values[i] = float.IsFinite(values[i])
                    ? (float)(((double)values[i] - _offsets[column]) / _divisors[column])
                    : throw ColumnStatistics.NotFinite(values[i], samples.IsEmpty ? row : samples[row], column, kind);
            }
        }
    }

    private void CheckRows(int length)
    {
        if (length % _offsets.Length != 0)
        {
            throw new ArgumentException($"{length} values are no whole number of rows of {_offsets.Length}.");
        }
    }

    private void Check(int columns, string kind)
    {
        if (columns != _offsets.Length)
        {
            throw new ArgumentException($"The data have {columns} {kind} a sample, but the normalization was made for {_offsets.Length}.");
        }
    }
}
