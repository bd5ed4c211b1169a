using System.Globalization;
using Sylvan.Data.Csv;

namespace NnRuntime.Data;

/// <summary>How a CSV file is read.</summary>
public sealed record CsvOptions
{
    /// <summary>Whether the first line names the columns.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>The separator; null finds it out.</summary>
    public char? Separator { get; init; }

    /// <summary>The target columns by name or by number from 0; empty takes the last.</summary>
    public IReadOnlyList<string> TargetColumns { get; init; } = [];
}

/// <summary>Datasets from CSV files, plain or .gz: every column but the targets is a number and an input.</summary>
public static class CsvFile
{
    /// <summary>Reads a table whose target column names a class. Classes are numbered in the order of their names.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it; null means a header and the last column as target.</param>
    /// <exception cref="ArgumentException">There is no such target column.</exception>
    /// <exception cref="InvalidDataException">The file is malformed, or a value is missing or no number; the message names file, line and column.</exception>
    public static Dataset<int> LoadClassification(string path, CsvOptions? options = null)
    {
        List<float> inputs = [];
        List<string> labels = [];
        int inputLength = Read(path, options ?? new(), inputs, (text, line, column) =>
            labels.Add(text.Length > 0 ? text : throw new InvalidDataException($"{path}, line {line}, column {column}: the class is missing.")), classes: true);
        string[] names = [.. labels.Distinct().Order(StringComparer.Ordinal)];
        if (names.All(static name => int.TryParse(name, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)))
        {
            names = [.. names.OrderBy(static name => int.Parse(name, CultureInfo.InvariantCulture))];
        }
        Dictionary<string, int> numbers = names.Select(static (name, number) => (name, number)).ToDictionary(static pair => pair.name, static pair => pair.number);
        return new Dataset<int>([.. inputs], [.. labels.Select(label => numbers[label])], inputLength) { ClassNames = names };
    }

    /// <summary>Reads a table whose target columns are numbers.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it; null means a header and the last column as target.</param>
    /// <exception cref="ArgumentException">There is no such target column.</exception>
    /// <exception cref="InvalidDataException">The file is malformed, or a value is missing or no number; the message names file, line and column.</exception>
    public static Dataset<float> LoadRegression(string path, CsvOptions? options = null)
    {
        List<float> inputs = [], targets = [];
        options ??= new();
        int inputLength = Read(path, options, inputs, (text, line, column) => targets.Add(Number(text, path, line, column)), classes: false);
        return new Dataset<float>([.. inputs], [.. targets], inputLength, Math.Max(1, options.TargetColumns.Count));
    }

    private static int Read(string path, CsvOptions options, List<float> inputs, Action<string, int, string> addTarget, bool classes)
    {
        int line = options.HasHeader ? 1 : 0;
        try
        {
            return Read(path, options, inputs, addTarget, classes, ref line);
        }
        catch (Exception exception) when (exception is CsvFormatException or CsvRecordTooLargeException or CsvMissingHeadersException)
        {
            throw new InvalidDataException($"{path}, behind line {line}: {exception.Message}", exception);
        }
    }

    private static int Read(string path, CsvOptions options, List<float> inputs, Action<string, int, string> addTarget, bool classes, ref int line)
    {
        using StreamReader text = new(Decompression.Open(path));
        using CsvDataReader reader = CsvDataReader.Create(text, new CsvDataReaderOptions { HasHeaders = options.HasHeader, Delimiter = options.Separator });

        int columns = reader.FieldCount;
        if (columns < 2)
        {
            throw new InvalidDataException($"{path} has {columns} column; a dataset needs at least one input and one target. Is the separator right?");
        }
        bool isFirst = true;
        int[] targets = options.TargetColumns.Count == 0 ? [columns - 1] : [.. options.TargetColumns.Select(name => Column(reader, name, path, options.HasHeader))];
        if (classes && targets.Length != 1)
        {
            throw new ArgumentException($"A classification has one target column, but {targets.Length} were named.", nameof(options));
        }
        while (reader.Read())
        {
            line++;
            if (reader.RowFieldCount != columns)
            {
                throw new InvalidDataException($"{path}, line {line}: {reader.RowFieldCount} columns, but {(isFirst ? "the header" : "the lines before")} has {columns}.");
            }
            isFirst = false;
            for (int column = 0; column < columns; column++)
            {
                if (!targets.Contains(column))
                {
                    inputs.Add(Number(reader.GetString(column), path, line, Name(reader, column, options.HasHeader)));
                }
            }
            foreach (int column in targets)
            {
                addTarget(reader.GetString(column), line, Name(reader, column, options.HasHeader));
            }
        }
        return columns - targets.Distinct().Count();
    }

    private static int Column(CsvDataReader reader, string name, string path, bool hasHeader)
    {
        for (int column = 0; column < reader.FieldCount; column++)
        {
            if ((hasHeader && reader.GetName(column) == name) || column.ToString(CultureInfo.InvariantCulture) == name)
            {
                return column;
            }
        }
        throw new ArgumentException($"{path} has no column '{name}'; it has {(hasHeader ? string.Join(", ", Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)) : $"columns 0 to {reader.FieldCount - 1}")}.", nameof(name));
    }

    private static string Name(CsvDataReader reader, int column, bool hasHeader) =>
        hasHeader ? reader.GetName(column) : column.ToString(CultureInfo.InvariantCulture);

    private static float Number(string text, string path, int line, string column) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value)
            ? value
            : throw new InvalidDataException(text.Length == 0
                ? $"{path}, line {line}, column {column}: the value is missing."
                : $"{path}, line {line}, column {column}: '{text}' is no finite number.");
}
