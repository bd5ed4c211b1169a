using System.Runtime.InteropServices;

namespace NnGen.Data;

/// <summary>Reads values of a row as floats and as doubles.</summary>
internal delegate void RowValues(CsvRowReader row, Span<float> floats, Span<double> exact);

/// <summary>Collects the inputs or targets of a file in memory: floats, and doubles for the columns that need them.</summary>
internal sealed class CsvContent(string path, int length)
{
    private readonly List<float> _values = [];
    private readonly double[] _exact = new double[length];
    private readonly ColumnPrecision _precision = new(length);

    /// <summary>Gets the number of rows.</summary>
    public int Count => length == 0 ? 0 : _values.Count / length;

    /// <summary>Adds the inputs of a row.</summary>
    public void AddInputs(CsvRowReader row)
    {
        row.ReadInputs(Extend(), _exact);
        _precision.Add(_exact);
    }

    /// <summary>Adds the targets of a row.</summary>
    public void AddTargets(CsvRowReader row)
    {
        row.ReadTargets(Extend(), _exact);
        _precision.Add(_exact);
    }

    /// <summary>Gets the floats.</summary>
    public float[] ToArray() => [.. _values];

    /// <summary>Reads the columns that need doubles again; null if there are none.</summary>
    public ExactColumns? ReadExact(CsvTable table, RowValues values)
    {
        int[] columns = _precision.Coarse();
        if (columns.Length == 0)
        {
            return null;
        }
        double[] exact = new double[checked(Count * columns.Length)];
        float[] floats = new float[length];
        using CsvRowReader rows = table.Read();
        int at = 0;
        while (rows.Read())
        {
            values(rows, floats, _exact);
            if (at == exact.Length)
            {
                break;
            }
            foreach (int column in columns)
            {
                exact[at++] = _exact[column];
            }
        }
        table.CheckUnchanged();
        return new(columns, exact);
    }

    private Span<float> Extend()
    {
        if ((long)_values.Count + length > Array.MaxLength)
        {
            throw new InvalidDataException($"{path} has more than {Array.MaxLength} values, more than an array can hold; read it with CsvFile.StreamClassification or StreamRegression.");
        }
        CollectionsMarshal.SetCount(_values, _values.Count + length);
        return CollectionsMarshal.AsSpan(_values)[^length..];
    }
}
