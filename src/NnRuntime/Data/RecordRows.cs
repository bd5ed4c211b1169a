using System.Runtime.InteropServices;

namespace NnGen.Data;

/// <summary>Collects the inputs or targets of records: floats, and doubles for the columns that need them.</summary>
/// <param name="kind">Kind of the values, such as "input".</param>
internal sealed class RecordRows(string kind)
{
    private readonly List<float> _values = [];

    // All values, since only at the end it is known which columns need doubles; empty for records of floats.
    private readonly List<double> _exact = [];
    private ColumnPrecision? _precision;
    private int _count;

    /// <summary>Gets the number of values of a record.</summary>
    public int Length { get; private set; }

    /// <summary>Adds the value of a record with a single value.</summary>
    public void Add(double value) => Add([value]);

    /// <inheritdoc cref="Add(double)"/>
    public void Add(float value) => Add([value]);

    /// <summary>Adds the values of a record.</summary>
    /// <exception cref="ArgumentException">The number of values differs from that of the previous records, or a value is not finite as a float.</exception>
    public void Add(double[]? row)
    {
        Check(row?.Length ?? 0);
        for (int i = 0; i < row!.Length; i++)
        {
            float value = (float)row[i];
            Check(i, value, row[i]);
            _values.Add(value);
        }
        _exact.AddRange(row);
        (_precision ??= new ColumnPrecision(Length)).Add(row);
        _count++;
    }

    /// <inheritdoc cref="Add(double[])"/>
    public void Add(float[]? row)
    {
        Check(row?.Length ?? 0);
        for (int i = 0; i < row!.Length; i++)
        {
            Check(i, row[i], row[i]);
        }
        _values.AddRange(row);
        _count++;
    }

    /// <summary>Gets the floats.</summary>
    public float[] ToArray() => [.. _values];

    /// <summary>Returns the columns that need doubles; null if there are none.</summary>
    public ExactColumns? Exact()
    {
        if (_precision?.Coarse() is not { Length: > 0 } columns)
        {
            return null;
        }
        ReadOnlySpan<double> all = CollectionsMarshal.AsSpan(_exact);
        double[] values = new double[checked(_count * columns.Length)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = all[(i / columns.Length * Length) + columns[i % columns.Length]];
        }
        return new(columns, values);
    }

    private void Check(int length)
    {
        if (length == 0)
        {
            throw new ArgumentException($"Record {_count} has no {kind}s, but every sample needs at least one.");
        }
        Length = _count == 0 ? length : Length;
        if (length != Length)
        {
            throw new ArgumentException($"Record {_count} has {length} {kind}s, but the records before it have {Length}.");
        }
    }

    private void Check(int column, float value, double exact)
    {
        if (!float.IsFinite(value))
        {
            throw new ArgumentException(double.IsFinite(exact)
                ? $"Record {_count}, {kind} {column}: {exact} is not finite as a float, which is at most 3.4e38; convert it to a larger unit."
                : $"Record {_count}, {kind} {column}: {exact} is not a finite number; leave out such records, or replace missing values.");
        }
    }
}
