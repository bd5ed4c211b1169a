namespace NnGen.Data;

/// <summary>Brings columns of numbers to one scale: y = (x − offset) / divisor, column by column. Fit it to the training part alone, and apply it to everything else.</summary>
/// <remarks>Statistics and differences are computed in double precision; columns of CSV files from the text, so that times in seconds since 1970 or numbers of 12 digits keep their differences.
/// It is saved with a network as part of <see cref="Preprocessing"/>, and gives the same bits when it is loaded.</remarks>
public sealed class Normalization
{
    private readonly double[] _offsets, _divisors;

    /// <summary>Takes offsets and divisors, one of each for a column.</summary>
    /// <param name="offsets">What is subtracted; finite.</param>
    /// <param name="divisors">By what the difference is divided; finite and not 0.</param>
    /// <exception cref="ArgumentException">There are not as many of both, or one is out of its range.</exception>
    public Normalization(ReadOnlySpan<double> offsets, ReadOnlySpan<double> divisors)
    {
        if (offsets.Length != divisors.Length || offsets.IsEmpty)
        {
            throw new ArgumentException($"There are {offsets.Length} offsets and {divisors.Length} divisors, but each column needs one of both.", nameof(divisors));
        }
        for (int column = 0; column < offsets.Length; column++)
        {
            if (!double.IsFinite(offsets[column]) || !double.IsFinite(divisors[column]) || divisors[column] == 0)
            {
                throw new ArgumentException($"Column {column} has the offset {offsets[column]} and the divisor {divisors[column]}, but both must be finite, and the divisor not 0.", nameof(divisors));
            }
        }
        (_offsets, _divisors) = (offsets.ToArray(), divisors.ToArray());
    }

    /// <summary>What is subtracted from each column.</summary>
    public IReadOnlyList<double> Offsets => _offsets;

    /// <summary>By what each column is divided then; 1 for columns that were constant.</summary>
    public IReadOnlyList<double> Divisors => _divisors;

    /// <summary>What a checkpoint compares.</summary>
    internal string Description => $"normalized by {string.Join(' ', _offsets.Concat(_divisors).Select(BitConverter.DoubleToInt64Bits))}";

    /// <summary>Each input with mean 0 and standard deviation 1 over the samples (divided by n, as scikit-learn's StandardScaler); constant ones become 0.</summary>
    /// <param name="train">The training part.</param>
    /// <exception cref="ArgumentException">There is no sample, or an input is not finite; the message says which.</exception>
    public static Normalization StandardScore<TTarget>(IBatchSource<TTarget> train)
        where TTarget : unmanaged => ColumnStatistics.OfInputs(train).StandardScore();

    /// <summary>Each input from 0 for its minimum to 1 for its maximum; constant ones become 0.</summary>
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
        statistics.Add(train.Targets, train.ExactTargets, "target");
        return statistics.StandardScore();
    }

    /// <summary>A copy of the data with its inputs normalized.</summary>
    /// <param name="data">The data, of the training part or any other.</param>
    /// <exception cref="ArgumentException">They have another number of inputs, or one is not finite before or after; the message says which.</exception>
    public Dataset<TTarget> Apply<TTarget>(Dataset<TTarget> data)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        Check(data.InputLength, "inputs");
        return data.With(Applied(data.Inputs, data.ExactInputs, "input"), data.Targets.ToArray(), exactTargets: data.ExactTargets);
    }

    /// <summary>A copy of samples without targets with their inputs normalized.</summary>
    /// <param name="data">The samples.</param>
    /// <exception cref="ArgumentException">They have another number of inputs, or one is not finite before or after; the message says which.</exception>
    public UnlabeledDataset Apply(UnlabeledDataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Check(data.InputLength, "inputs");
        return new UnlabeledDataset(Applied(data.Inputs, data.ExactInputs, "input"), data.InputLength) { Schema = data.Schema };
    }

    /// <summary>The source with its inputs normalized as they are read.</summary>
    /// <param name="source">The source.</param>
    /// <exception cref="ArgumentException">It has another number of inputs.</exception>
    public IBatchSource<TTarget> Apply<TTarget>(IBatchSource<TTarget> source)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(source);
        Check(source.InputLength, "inputs");
        return (source as IExactSource<TTarget>)?.Normalize(this)
            ?? new ChangedSource<TTarget>(source, (Span<float> inputs, ReadOnlySpan<long> samples, in BatchReadOptions _) => Apply(inputs, samples, "input"), Description);
    }

    /// <summary>A copy of the data with its targets normalized.</summary>
    /// <param name="data">The data.</param>
    /// <exception cref="ArgumentException">They have another number of targets, or one is not finite before or after; the message says which.</exception>
    public Dataset<float> ApplyToTargets(Dataset<float> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Check(data.TargetLength, "targets");
        return data.With(data.Inputs.ToArray(), Applied(data.Targets, data.ExactTargets, "target"), exactInputs: data.ExactInputs);
    }

    /// <summary>Normalizes rows in place, such as the inputs of one sample.</summary>
    /// <param name="values">Whole rows, one after the other.</param>
    /// <exception cref="ArgumentException">They are not whole rows, or a value is not finite before or after; the message says which, and nothing was written.</exception>
    /// <remarks>Whole numbers above 2²⁴ are rounded where they become floats; pass such values as doubles.</remarks>
    public void Apply(Span<float> values)
    {
        CheckRows(values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            Applied(values[i], i % _offsets.Length, i / _offsets.Length, "value");
        }
        Apply(values, [], "value");
    }

    /// <summary>Normalizes rows of doubles, such as the inputs of one sample with a time or another number that a float would round.</summary>
    /// <param name="values">Whole rows, one after the other.</param>
    /// <param name="normalized">Receives as many floats.</param>
    /// <exception cref="ArgumentException">They are not whole rows, a length does not fit, or a value is not finite before or after; the message says which.</exception>
    public void Apply(ReadOnlySpan<double> values, Span<float> normalized)
    {
        CheckRows(values.Length);
        CheckRoom(values.Length, normalized.Length, nameof(normalized));
        for (int i = 0; i < values.Length; i += _offsets.Length)
        {
            Apply(values.Slice(i, _offsets.Length), normalized[i..], i / _offsets.Length, "value");
        }
    }

    /// <summary>Takes the normalization of rows back in place: x = y·divisor + offset.</summary>
    /// <param name="values">Whole rows, one after the other.</param>
    /// <exception cref="ArgumentException">They are not whole rows.</exception>
    public void Invert(Span<float> values)
    {
        CheckRows(values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)Inverted(values[i], i % _offsets.Length);
        }
    }

    /// <summary>Takes the normalization of rows back as doubles, for units in which a float is too coarse.</summary>
    /// <param name="values">Whole rows, one after the other.</param>
    /// <param name="inverted">Receives as many doubles.</param>
    /// <exception cref="ArgumentException">They are not whole rows, or a length does not fit.</exception>
    public void Invert(ReadOnlySpan<float> values, Span<double> inverted)
    {
        CheckRows(values.Length);
        CheckRoom(values.Length, inverted.Length, nameof(inverted));
        for (int i = 0; i < values.Length; i++)
        {
            inverted[i] = Inverted(values[i], i % _offsets.Length);
        }
    }

    /// <summary>Normalizes one row of a stream.</summary>
    internal void Apply(ReadOnlySpan<double> row, Span<float> normalized, long sample, string kind = "input")
    {
        for (int column = 0; column < _offsets.Length; column++)
        {
            normalized[column] = Applied(row[column], column, sample, kind);
        }
    }

    /// <summary>A copy of rows, normalized from doubles where floats are too coarse.</summary>
    internal float[] Applied(ReadOnlySpan<float> values, ExactColumns? exact, string kind)
    {
        float[] result = values.ToArray();
        if (exact is null)
        {
            Apply(result, [], kind);
            return result;
        }
        int length = _offsets.Length;
        double[] row = new double[length];
        for (int sample = 0; sample < values.Length / length; sample++)
        {
            for (int column = 0; column < length; column++)
            {
                row[column] = values[(sample * length) + column];
            }
            exact.CopyTo(sample, row);
            Apply(row, result.AsSpan(sample * length, length), sample, kind);
        }
        return result;
    }

    private void Apply(Span<float> values, ReadOnlySpan<long> samples, string kind)
    {
        CheckRows(values.Length);
        for (int row = 0, i = 0; i < values.Length; row++)
        {
            for (int column = 0; column < _offsets.Length; column++, i++)
            {
                values[i] = Applied(values[i], column, samples.IsEmpty ? row : samples[row], kind);
            }
        }
    }

    // In double precision, where the difference of two floats does not overflow.
    private float Applied(double value, int column, long sample, string kind)
    {
        float result = (float)((value - _offsets[column]) / _divisors[column]);
        return float.IsFinite(result) ? result
            : double.IsFinite(value) ? throw new ArgumentException($"Sample {sample}, {kind} {column}: {value} is too far from the data that the normalization was fitted to: ({value} − {_offsets[column]}) / {_divisors[column]} is not finite as a float. Leave the sample out, or fit to data with such values.")
            : throw ColumnStatistics.NotFinite(value, sample, column, kind);
    }

    private double Inverted(double value, int column) => (value * _divisors[column]) + _offsets[column];

    private void CheckRows(int length)
    {
        if (length % _offsets.Length != 0)
        {
            throw new ArgumentException($"{length} values are not a whole number of rows of {_offsets.Length}.");
        }
    }

    private static void CheckRoom(int length, int room, string name)
    {
        if (room != length)
        {
            throw new ArgumentException($"There is room for {room} values, but there are {length}.", name);
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
