namespace NnGen.Data;

/// <summary>Collects the inputs or targets of records.</summary>
/// <param name="kind">Kind of the values, such as "input".</param>
internal sealed class RecordRows(string kind)
{
    private ExactRows? _rows;

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
        float[] floats = Array.ConvertAll(row!, static value => (float)value);
        Check(floats, row);
        _rows!.Add(floats, row);
    }

    /// <inheritdoc cref="Add(double[])"/>
    public void Add(float[]? row)
    {
        Check(row?.Length ?? 0);
        Check(row!, null);
        _rows!.Add(row, []);
    }

    /// <summary>Returns the floats.</summary>
    public float[] ToArray() => _rows?.ToArray() ?? [];

    /// <summary>Returns the columns that floats do not represent exactly; null if there are none.</summary>
    public ExactColumns? Exact() => _rows?.Exact();

    private void Check(int length)
    {
        if (length == 0)
        {
            throw new ArgumentException($"Record {_rows?.Count ?? 0} has no {kind}s, but every sample needs at least one.");
        }
        if (_rows is null)
        {
            (_rows, Length) = (new ExactRows(length), length);
        }
        if (length != Length)
        {
            throw new ArgumentException($"Record {_rows.Count} has {length} {kind}s, but the records before it have {Length}.");
        }
    }

    private void Check(float[] floats, double[]? exact)
    {
        for (int i = 0; i < floats.Length; i++)
        {
            if (!float.IsFinite(floats[i]))
            {
                throw new ArgumentException(exact is not null && double.IsFinite(exact[i])
                    ? $"Record {_rows!.Count}, {kind} {i}: {exact[i]} is not finite as a float, which is at most 3.4e38; convert it to a larger unit."
                    : $"Record {_rows!.Count}, {kind} {i}: {floats[i]} is not a finite number; leave out such records, or replace missing values.");
            }
        }
    }
}
