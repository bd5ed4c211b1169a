using System.Runtime.InteropServices;

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

    /// <summary>The columns that hold categories instead of numbers, by name or by number from 0, and how they become inputs.</summary>
    public IReadOnlyDictionary<string, OneHotEncoding> Encodings { get; init; } = new Dictionary<string, OneHotEncoding>();

    /// <summary>For streams: the samples in memory among which the next one is drawn, at least 1; null takes as many as 32 MB hold. The order depends on it.</summary>
    public int? ShuffleWindow { get; init; }
}

/// <summary>Data from CSV files, plain or .gz: every column but the targets is an input, a number or a category with an encoding.</summary>
public static class CsvFile
{
    /// <summary>Reads a table whose target column names a class. Classes are numbered in the order of their names.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it; null means a header and the last column as target.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidDataException">The file is malformed, or a value is missing or no number; the message names file, line and column.</exception>
    public static Dataset<int> LoadClassification(string path, CsvOptions? options = null)
    {
        List<float> inputs = [];
        List<string> labels = [];
        using CsvRowReader rows = OpenClassification(path, options ?? new());
        while (rows.Read())
        {
            rows.ReadInputs(Extend(inputs, rows.InputLength));
            labels.Add(rows.ReadClass().ToString());
        }
        ClassNumbers classes = new(labels);
        return new Dataset<int>([.. inputs], [.. labels.Select(label => classes[label])], rows.InputLength) { ClassNames = classes.Names };
    }

    /// <summary>Reads a table whose target columns are numbers.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it; null means a header and the last column as target.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidDataException">The file is malformed, or a value is missing or no number; the message names file, line and column.</exception>
    public static Dataset<float> LoadRegression(string path, CsvOptions? options = null)
    {
        List<float> inputs = [], targets = [];
        using CsvRowReader rows = new(path, options ?? new());
        while (rows.Read())
        {
            rows.ReadInputs(Extend(inputs, rows.InputLength));
            rows.ReadTargets(Extend(targets, rows.TargetLength));
        }
        return new Dataset<float>([.. inputs], [.. targets], rows.InputLength, rows.TargetLength);
    }

    /// <summary>A table whose target column names a class, for files larger than the memory: it is read anew in every epoch.</summary>
    /// <param name="path">The file, which is gone through once now, to count its rows and to number its classes.</param>
    /// <param name="options">How to read it; null means a header and the last column as target.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidDataException">The file is malformed, or a class is missing; the message names file, line and column. Other values are looked at when they are read.</exception>
    public static StreamedCsv<int> StreamClassification(string path, CsvOptions? options = null)
    {
        options ??= new();
        using CsvRowReader rows = OpenClassification(path, options);
        HashSet<string> names = [];
        var byText = names.GetAlternateLookup<ReadOnlySpan<char>>();
        long count = 0;
        for (; rows.Read(); count++)
        {
            byText.Add(rows.ReadClass());
        }
        ClassNumbers classes = new(names);
        return new StreamedCsv<int>(path, options, rows, count, classes.Names, (row, targets) => targets[0] = classes.ByText.TryGetValue(row.ReadClass(), out int number)
            ? number
            : throw new InvalidDataException($"{path} has changed since it was opened: it has a class '{row.ReadClass()}' now."));
    }

    /// <summary>A table whose target columns are numbers, for files larger than the memory: it is read anew in every epoch.</summary>
    /// <param name="path">The file, which is gone through once now, to count its rows.</param>
    /// <param name="options">How to read it; null means a header and the last column as target.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidDataException">The file is malformed; the message names file and line. Values are looked at when they are read.</exception>
    public static StreamedCsv<float> StreamRegression(string path, CsvOptions? options = null)
    {
        options ??= new();
        using CsvRowReader rows = new(path, options);
        long count = 0;
        while (rows.Read())
        {
            count++;
        }
        return new StreamedCsv<float>(path, options, rows, count, [], static (row, targets) => row.ReadTargets(targets));
    }

    /// <summary>The texts of one column, such as the categories to fit a <see cref="OneHotEncoding"/> on.</summary>
    /// <param name="path">The file.</param>
    /// <param name="column">The column by name or by number from 0.</param>
    /// <param name="options">How to read it; null means a header.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidDataException">The file is malformed; the message names file and line.</exception>
    public static IEnumerable<string> ReadColumn(string path, string column, CsvOptions? options = null)
    {
        using CsvRowReader rows = new(path, (options ?? new()) with { Encodings = new Dictionary<string, OneHotEncoding>() });
        int number = rows.Column(column);
        while (rows.Read())
        {
            yield return rows.ReadText(number);
        }
    }

    private static CsvRowReader OpenClassification(string path, CsvOptions options) => options.TargetColumns.Count <= 1
        ? new CsvRowReader(path, options)
        : throw new ArgumentException($"A classification has one target column, but {options.TargetColumns.Count} were named.", nameof(options));

    private static Span<float> Extend(List<float> values, int by)
    {
        CollectionsMarshal.SetCount(values, values.Count + by);
        return CollectionsMarshal.AsSpan(values)[^by..];
    }
}
