using System.Runtime.InteropServices;

namespace NnGen.Data;

/// <summary>The inputs or targets of records: floats, and doubles for the columns that need them.</summary>
/// <param name="kind">What the values are.</param>
internal sealed class RecordRows(string kind)
{
    private readonly List<float> _values = [];

    // All of them, since it is known only at the end which columns need them; none for records of floats.
    private readonly List<double> _exact = [];
    private ColumnPrecision? _precision;
    private int _count;

    /// <summary>Number of values of a record.</summary>
    public int Length { get; private set; }

    /// <summary>Adds the value of a record that has one.</summary>
    public void Add(double value) => Add([value]);

    /// <inheritdoc cref="Add(double)"/>
    public void Add(float value) => Add([value]);

    /// <summary>Adds the values of a record.</summary>
    /// <exception cref="ArgumentException">They are not as many as those of the records before, or one is not finite as a float.</exception>
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

    /// <summary>The floats.</summary>
    public float[] ToArray() => [.. _values];

    /// <summary>The columns that need doubles; null if none does.</summary>
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
                ? $"Record {_count}, {kind} {column}: {exact} is not finite as a float, which ends at 3.4e38; give it in a larger unit."
                : $"Record {_count}, {kind} {column}: {exact} is not a finite number; leave such records out, or give a value for what is missing.");
        }
    }
}
