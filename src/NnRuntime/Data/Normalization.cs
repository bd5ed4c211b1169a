using static System.FormattableString;

namespace NnGen.Data;

/// <summary>Scales columns of numbers: y = (x − offset) / divisor, with an offset and a divisor for each column. Fit it to the training data only, and apply it to all data.</summary>
/// <remarks>Statistics and differences are computed in double precision, and for columns of CSV files from the text, so that times in seconds since 1970 or numbers with 12 digits keep their differences.
/// It is saved with a network as part of <see cref="Preprocessing"/>, and has the same bits after loading.</remarks>
public sealed class Normalization
{
    private readonly double[] _offsets, _divisors;

    /// <summary>Creates a normalization from an offset and a divisor for each column.</summary>
    /// <param name="offsets">The values that are subtracted; finite.</param>
    /// <param name="divisors">The values by which the differences are divided; finite and not 0.</param>
    /// <exception cref="ArgumentException">The numbers of offsets and divisors differ, or a value is out of range.</exception>
    public Normalization(ReadOnlySpan<double> offsets, ReadOnlySpan<double> divisors)
    {
        if (offsets.Length != divisors.Length || offsets.IsEmpty)
        {
            throw new ArgumentException($"There are {offsets.Length} offsets and {divisors.Length} divisors, but each column needs one of each.", nameof(divisors));
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

    /// <summary>Gets the value that is subtracted from each column.</summary>
    public IReadOnlyList<double> Offsets => _offsets;

    /// <summary>Gets the value by which each column is divided after the subtraction; 1 for columns that were constant.</summary>
    public IReadOnlyList<double> Divisors => _divisors;

    /// <summary>Returns whether both normalizations change every value in the same way.</summary>
    internal bool IsSame(Normalization? other) => ReferenceEquals(this, other)
        || (other is not null && _offsets.AsSpan().SequenceEqual(other._offsets) && _divisors.AsSpan().SequenceEqual(other._divisors));

    /// <summary>Gets the description that a checkpoint compares.</summary>
    internal string Description => $"normalized by {DataFingerprint.List([.. _offsets.Zip(_divisors, static (offset, divisor) => Invariant($"(x − {offset}) / {divisor}"))])}";

    /// <summary>Fits a normalization of each input to mean 0 and standard deviation 1 over the samples (divided by n, as in scikit-learn's StandardScaler); constant inputs become 0.</summary>
    /// <param name="train">The training data.</param>
    /// <exception cref="ArgumentException">There are no samples, the inputs are normalized already, or an input is not finite; the message says which.</exception>
    public static Normalization StandardScore<TTarget>(IBatchSource<TTarget> train)
        where TTarget : unmanaged => Statistics(train).StandardScore();

    /// <summary>Fits a normalization that maps the minimum of each input to 0 and its maximum to 1; constant inputs become 0.</summary>
    /// <param name="train">The training data.</param>
    /// <exception cref="ArgumentException">There are no samples, the inputs are normalized already, or an input is not finite; the message says which.</exception>
    public static Normalization MinMax<TTarget>(IBatchSource<TTarget> train)
        where TTarget : unmanaged => Statistics(train).MinMax();

    /// <summary>Fits a normalization of each target of a regression to mean 0 and standard deviation 1; <see cref="Invert(Span{float})"/> converts outputs of the network back to the unit of the targets.</summary>
    /// <param name="train">The training data.</param>
    /// <exception cref="ArgumentException">There are no samples, the targets are normalized already, or a target is not finite; the message says which.</exception>
    public static Normalization StandardScoreOfTargets(Dataset<float> train)
    {
        ArgumentNullException.ThrowIfNull(train);
        CheckMeasured("targets", train.Scale.Targets is not null, "a");
        ColumnStatistics statistics = new(train.TargetLength);
        statistics.Add(train.Targets, train.ExactTargets, "target");
        return statistics.StandardScore();
    }

    /// <summary>Returns a copy of the data with normalized inputs.</summary>
    /// <param name="data">The training data, or any other data.</param>
    /// <remarks>The copy and its parts record their normalization, so that Fit, Evaluate and Predict distinguish normalized data from data that are not normalized.</remarks>
    /// <exception cref="ArgumentException">The data have a different number of inputs or are normalized already, or an input is not finite before or after normalization; the message says which.</exception>
    public Dataset<TTarget> Apply<TTarget>(Dataset<TTarget> data)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        Check(data.InputLength, "inputs", data.Scale.Inputs);
        return data.With(Applied(data.Inputs, data.ExactInputs, "input"), data.Targets.ToArray(), data.Scale with { Inputs = this }, exactTargets: data.ExactTargets);
    }

    /// <summary>Returns a copy of samples without targets with normalized inputs.</summary>
    /// <param name="data">The samples.</param>
    /// <exception cref="ArgumentException">The samples have a different number of inputs or are normalized already, or an input is not finite before or after normalization; the message says which.</exception>
    public UnlabeledDataset Apply(UnlabeledDataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Check(data.InputLength, "inputs", data.Scale.Inputs);
        return new UnlabeledDataset(Applied(data.Inputs, data.ExactInputs, "input"), data.InputLength) { Schema = data.Schema, Scale = new DataScale(this, null) };
    }

    /// <summary>Returns a source whose inputs are normalized as they are read.</summary>
    /// <param name="source">The source.</param>
    /// <exception cref="ArgumentException">The source has a different number of inputs, or is normalized already.</exception>
    public IBatchSource<TTarget> Apply<TTarget>(IBatchSource<TTarget> source)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(source);
        DataScale? scale = DataScale.Of(source);
        Check(source.InputLength, "inputs", scale?.Inputs);
        return (source as IExactSource<TTarget>)?.Normalize(this)
            ?? new ChangedSource<TTarget>(source, (Span<float> inputs, ReadOnlySpan<long> samples, in BatchReadOptions _) => Apply(inputs, samples, "input"), Description,
                scale is { } known ? known with { Inputs = this, AreInputsUnknown = false } : new DataScale(this, null) { AreTargetsUnknown = true });
    }

    /// <summary>Returns a copy of the data with normalized targets.</summary>
    /// <param name="data">The data.</param>
    /// <exception cref="ArgumentException">The data have a different number of targets or are normalized already, or a target is not finite before or after normalization; the message says which.</exception>
    public Dataset<float> ApplyToTargets(Dataset<float> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Check(data.TargetLength, "targets", data.Scale.Targets);
        return data.With(data.Inputs.ToArray(), Applied(data.Targets, data.ExactTargets, "target"), data.Scale with { Targets = this }, exactInputs: data.ExactInputs);
    }

    /// <summary>Normalizes rows in place, such as the inputs of one sample.</summary>
    /// <param name="values">Whole rows, one after the other.</param>
    /// <exception cref="ArgumentException">The values are not whole rows, or a value is not finite before or after normalization; the message says which, and nothing was written.</exception>
    /// <remarks>Integers above 2²⁴ are rounded when they are converted to floats; pass such values as doubles.</remarks>
    public void Apply(Span<float> values) => Apply(values, "value");

    /// <summary>Normalizes rows of doubles, such as the inputs of one sample with a time or another number that a float would round.</summary>
    /// <param name="values">Whole rows, one after the other.</param>
    /// <param name="normalized">Receives the same number of floats.</param>
    /// <exception cref="ArgumentException">The values are not whole rows, a length does not match, or a value is not finite before or after normalization; the message says which.</exception>
    public void Apply(ReadOnlySpan<double> values, Span<float> normalized) => Apply(values, normalized, "value");

    /// <summary>Inverts the normalization of rows in place: x = y·divisor + offset.</summary>
    /// <param name="values">Whole rows, one after the other.</param>
    /// <exception cref="ArgumentException">The values are not whole rows, or a finite value becomes infinite as a float; nothing was written.</exception>
    public void Invert(Span<float> values)
    {
        CheckRows(values.Length);
        if (Overflow(values) is { } overflow)
        {
            throw new ArgumentException($"{overflow} Use the overload that writes doubles.", nameof(values));
        }
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)Inverted(values[i], i % _offsets.Length);
        }
    }

    /// <summary>Inverts the normalization of rows to doubles, for units in which a float is too coarse.</summary>
    /// <param name="values">Whole rows, one after the other.</param>
    /// <param name="inverted">Receives the same number of doubles.</param>
    /// <exception cref="ArgumentException">The values are not whole rows, or a length does not match.</exception>
    public void Invert(ReadOnlySpan<float> values, Span<double> inverted)
    {
        CheckRows(values.Length);
        CheckRoom(values.Length, inverted.Length, nameof(inverted));
        for (int i = 0; i < values.Length; i++)
        {
            inverted[i] = Inverted(values[i], i % _offsets.Length);
        }
    }

    /// <summary>Normalizes rows in place; if it throws, nothing was written.</summary>
    internal void Apply(Span<float> values, string kind)
    {
        CheckRows(values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            Applied(values[i], i % _offsets.Length, i / _offsets.Length, kind);
        }
        Apply(values, [], kind);
    }

    /// <summary>Normalizes rows of doubles.</summary>
    internal void Apply(ReadOnlySpan<double> values, Span<float> normalized, string kind)
    {
        CheckRows(values.Length);
        CheckRoom(values.Length, normalized.Length, nameof(normalized));
        for (int i = 0; i < values.Length; i += _offsets.Length)
        {
            Apply(values.Slice(i, _offsets.Length), normalized[i..], i / _offsets.Length, kind);
        }
    }

    /// <summary>Converts outputs of a network to the unit of the targets.</summary>
    /// <exception cref="InvalidOperationException">A finite output becomes infinite as a float.</exception>
    internal void InvertOutputs(Span<float> outputs)
    {
        if (Overflow(outputs) is { } overflow)
        {
            throw new InvalidOperationException($"{overflow} Train the network with targets in a larger unit, and set Targets of its preprocessing to their normalization; Forward returns the outputs before the conversion.");
        }
        Invert(outputs);
    }

    /// <summary>Normalizes one row of a stream.</summary>
    internal void Apply(ReadOnlySpan<double> row, Span<float> normalized, long sample, string kind = "input")
    {
        for (int column = 0; column < _offsets.Length; column++)
        {
            normalized[column] = Applied(row[column], column, sample, kind);
        }
    }

    /// <summary>Returns a copy of rows, normalized from doubles where floats are too coarse.</summary>
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

    // Computed in double precision, so that the difference of two floats does not overflow.
    private float Applied(double value, int column, long sample, string kind)
    {
        float result = (float)((value - _offsets[column]) / _divisors[column]);
        return float.IsFinite(result) ? result
            : double.IsFinite(value) ? throw new ArgumentException($"Sample {sample}, {kind} {column}: {value} is too far from the data that the normalization was fitted to: ({value} − {_offsets[column]}) / {_divisors[column]} is not finite as a float. Leave out the sample, or fit the normalization to data with such values.")
            : throw ColumnStatistics.NotFinite(value, sample, column, kind);
    }

    private string? Overflow(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            double inverted = Inverted(values[i], i % _offsets.Length);
            if (!float.IsFinite((float)inverted) && float.IsFinite(values[i]))
            {
                return $"Output {i % _offsets.Length} of sample {i / _offsets.Length} is {values[i]}, which is {inverted} in the unit of the targets ({values[i]}·{_divisors[i % _offsets.Length]} + {_offsets[i % _offsets.Length]}), but a float is at most 3.4e38.";
            }
        }
        return null;
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
            throw new ArgumentException($"There is room for {room} values, but there are {length}; pass a span of that length.", name);
        }
    }

    private static ColumnStatistics Statistics<TTarget>(IBatchSource<TTarget> train)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(train);
        CheckMeasured("inputs", DataScale.Of(train)?.Inputs is not null, "a");
        return ColumnStatistics.OfInputs(train);
    }

    private static void CheckMeasured(string kind, bool isNormalized, string by)
    {
        if (isNormalized)
        {
            throw new ArgumentException($"The {kind} of the data are normalized already, by {by} normalization; fit and apply one normalization, to the data as measured. "
                + "To combine two scales, copy the values into a new dataset, which does not record the first.");
        }
    }

    private void Check(int columns, string kind, Normalization? before)
    {
        CheckMeasured(kind, before is not null, before?.IsSame(this) == true ? "this" : "another");
        if (columns != _offsets.Length)
        {
            throw new ArgumentException($"The data have {columns} {kind} per sample, but the normalization was created for {_offsets.Length}.");
        }
    }
}
