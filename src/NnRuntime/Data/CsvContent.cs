namespace NnGen.Data;

/// <summary>Collects the inputs or targets of a file in memory.</summary>
internal sealed class CsvContent(string path, int length)
{
    private readonly float[] _floats = new float[length];
    private readonly double[] _exact = new double[length];
    private readonly ExactRows _rows = new(length);

    /// <summary>Gets the number of rows.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds the inputs of a row.</summary>
    public void AddInputs(CsvRowReader row)
    {
        row.ReadInputs(_floats, _exact);
        Add();
    }

    /// <summary>Adds the targets of a row.</summary>
    public void AddTargets(CsvRowReader row)
    {
        row.ReadTargets(_floats, _exact);
        Add();
    }

    /// <summary>Returns the floats.</summary>
    public float[] ToArray() => _rows.ToArray();

    /// <summary>Returns the columns that floats do not represent exactly; null if there are none.</summary>
    public ExactColumns? Exact() => _rows.Exact();

    private void Add()
    {
        if (((long)Count + 1) * length > Array.MaxLength)
        {
            throw new InvalidDataException($"{path} has more than {Array.MaxLength} values, more than an array can hold; read it with CsvFile.StreamClassification or StreamRegression.");
        }
        _rows.Add(_floats, _exact);
    }
}
