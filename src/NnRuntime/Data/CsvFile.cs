using System.Runtime.InteropServices;

namespace NnGen.Data;

/// <summary>Reads data from CSV files, plain or .gz. Every column that is neither a target nor ignored is an input: a number, or a category with an encoding.</summary>
/// <remarks>Every error names the file, the line, the column and the value found, and suggests a fix. Blank lines are skipped.</remarks>
public static class CsvFile
{
    /// <summary>Reads a table whose target column contains classes. Classes are numbered in the order of their names, or as in <see cref="CsvOptions.Like"/>.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">How to read the file; null for a header and the last column as the target.</param>
    /// <exception cref="ArgumentException">A column does not exist, or options contradict each other.</exception>
    /// <exception cref="InvalidDataException">The file is malformed, or a value is missing or not a number; the message gives file, line and column.</exception>
    public static Dataset<int> LoadClassification(string path, CsvOptions? options = null)
    {
        CsvTable table = CsvTable.Open(path, options, CsvTargets.Class, out CsvRowReader rows);
        using CsvRowReader reader = rows;
        ClassNumbers? known = table.KnownClasses();
        CsvContent inputs = new(path, table.InputLength);
        Dictionary<string, int> found = new(StringComparer.Ordinal);
        List<int> numbers = [];
        while (reader.Read())
        {
            inputs.AddInputs(reader);
            ReadOnlySpan<char> name = reader.ReadClass();
            if (known is not null)
            {
                numbers.Add(Number(known, name, reader));
                continue;
            }
            ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(found.GetAlternateLookup<ReadOnlySpan<char>>(), name, out bool exists);
            number = exists ? number : found.Count - 1;
            numbers.Add(number);
        }
        table.CheckUnchanged();
        CheckCount(path, numbers.Count, reader.Skipped);
        ClassNumbers classes = known ?? Classes(path, found.Keys);
        if (known is null)
        {
            int[] final = new int[found.Count];
            foreach ((string name, int number) in found)
            {
                final[number] = classes[name];
            }
            foreach (ref int number in CollectionsMarshal.AsSpan(numbers))
            {
                number = final[number];
            }
        }
        return new Dataset<int>(inputs.ToArray(), [.. numbers], table.InputLength) { Schema = table.Schema(classes.Names), ExactInputs = inputs.Exact() };
    }

    /// <summary>Reads a table whose target columns contain numbers.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">How to read the file; null for a header and the last column as the target.</param>
    /// <exception cref="ArgumentException">A column does not exist, or options contradict each other.</exception>
    /// <exception cref="InvalidDataException">The file is malformed, or a value is missing or not a number; the message gives file, line and column.</exception>
    public static Dataset<float> LoadRegression(string path, CsvOptions? options = null)
    {
        CsvTable table = CsvTable.Open(path, options, CsvTargets.Numbers, out CsvRowReader rows);
        using CsvRowReader reader = rows;
        table.CheckHasNoClasses();
        CsvContent inputs = new(path, table.InputLength), targets = new(path, table.Targets.Length);
        while (reader.Read())
        {
            inputs.AddInputs(reader);
            targets.AddTargets(reader);
        }
        table.CheckUnchanged();
        CheckCount(path, targets.Count, reader.Skipped);
        return new Dataset<float>(inputs.ToArray(), targets.ToArray(), table.InputLength, table.Targets.Length)
        {
            Schema = table.Schema([]),
            ExactInputs = inputs.Exact(),
            ExactTargets = targets.Exact(),
        };
    }

    /// <summary>Reads a table without targets, for prediction. Target columns named by the options or by <see cref="CsvOptions.Like"/> may be absent, and are left out if they are present.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">How to read the file, usually with <see cref="CsvOptions.Like"/>; null for a header and every column as an input.</param>
    /// <exception cref="ArgumentException">A column does not exist, or options contradict each other.</exception>
    /// <exception cref="InvalidDataException">The file is malformed, or a value is missing or not a number; the message gives file, line and column.</exception>
    /// <remarks>Sample i is row i of the file, so that predictions can be written next to a column from <see cref="ReadColumn"/>. A row with a missing value is therefore never skipped.</remarks>
    public static UnlabeledDataset LoadInputs(string path, CsvOptions? options = null)
    {
        CsvTable table = CsvTable.Open(path, options, CsvTargets.None, out CsvRowReader rows);
        using CsvRowReader reader = rows;
        CsvContent inputs = new(path, table.InputLength);
        while (reader.Read())
        {
            inputs.AddInputs(reader);
        }
        table.CheckUnchanged();
        return new UnlabeledDataset(inputs.ToArray(), table.InputLength)
        {
            Schema = table.Schema(options?.Like?.Schema.ClassNames ?? []),
            ExactInputs = inputs.Exact(),
        };
    }

    /// <summary>Opens a table whose target column contains classes, for files larger than memory: the file is read again in every epoch.</summary>
    /// <param name="path">Path of the file, which is read once immediately to count its rows and number its classes.</param>
    /// <param name="options">How to read the file; null for a header and the last column as the target.</param>
    /// <exception cref="ArgumentException">A column does not exist, or options contradict each other.</exception>
    /// <exception cref="InvalidDataException">The file is malformed, or a class is missing; the message gives file, line and column. Other values are checked when they are read.</exception>
    public static StreamedCsv<int> StreamClassification(string path, CsvOptions? options = null)
    {
        CsvTable table = CsvTable.Open(path, options, CsvTargets.Class, out CsvRowReader rows);
        using CsvRowReader reader = rows;
        ClassNumbers? known = table.KnownClasses();
        HashSet<string> names = new(StringComparer.Ordinal);
        var byText = names.GetAlternateLookup<ReadOnlySpan<char>>();
        long count = 0;
        for (; reader.Read(); count++)
        {
            if (known is not null)
            {
                Number(known, reader.ReadClass(), reader);
            }
            else
            {
                byText.Add(reader.ReadClass());
            }
        }
        CheckCount(path, count, reader.Skipped);
        ClassNumbers classes = known ?? Classes(path, names);
        return new StreamedCsv<int>(table, options ?? new(), count, 1, table.Schema(classes.Names), (row, targets) => targets[0] = classes.ByText.TryGetValue(row.ReadClass(), out int number)
            ? number
            : throw table.Changed($"it now has a class {Excerpt.Quote(row.ReadClass())}"));
    }

    /// <summary>Opens a table whose target columns contain numbers, for files larger than memory: the file is read again in every epoch.</summary>
    /// <param name="path">Path of the file, which is read once immediately to count its rows.</param>
    /// <param name="options">How to read the file; null for a header and the last column as the target.</param>
    /// <exception cref="ArgumentException">A column does not exist, or options contradict each other.</exception>
    /// <exception cref="InvalidDataException">The file is malformed; the message gives file and line. Values are checked when they are read.</exception>
    public static StreamedCsv<float> StreamRegression(string path, CsvOptions? options = null)
    {
        CsvTable table = CsvTable.Open(path, options, CsvTargets.Numbers, out CsvRowReader rows);
        using CsvRowReader reader = rows;
        table.CheckHasNoClasses();
        long count = 0;
        while (reader.Read())
        {
            count++;
        }
        CheckCount(path, count, reader.Skipped);
        return new StreamedCsv<float>(table, options ?? new(), count, table.Targets.Length, table.Schema([]), static (row, targets) => row.ReadTargets(targets, []));
    }

    /// <summary>Returns the texts of one column in the order of the rows, such as row numbers to be written next to predictions, or the categories to which a <see cref="OneHotEncoding"/> is fitted.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="column">The column, by name or by number from 0.</param>
    /// <param name="options">How to read the file; null for a header. Options about columns have no effect.</param>
    /// <exception cref="ArgumentException">The column does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is malformed, and the message gives file and line; or the column is given by number and HasHeader is not set.</exception>
    public static IEnumerable<string> ReadColumn(string path, string column, CsvOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(column);
        return Read();

        IEnumerable<string> Read()
        {
            using CsvRows rows = new(path, options ?? new());
            int number = rows.Column(column, nameof(ReadColumn));
            CsvHeader.CheckOne(path, rows, options ?? new(), column);
            while (rows.Read())
            {
                yield return rows.Field(number).ToString();
            }
        }
    }

    private static int Number(ClassNumbers known, ReadOnlySpan<char> name, CsvRowReader row) => known.ByText.TryGetValue(name, out int number)
        ? number
        : throw row.WrongTarget($"{Excerpt.Quote(name)} is not among the {known.Names.Count} classes of the data of Like, {Excerpt.List(known.Names)}; {(known.ByText.ContainsKey(name.Trim()) ? "set TrimSpaces to ignore the spaces" : "train on data with that class, or leave out such rows")}.");

    private static ClassNumbers Classes(string path, IReadOnlyCollection<string> names) =>
        ClassNumbers.Twice(names) is { } twice ? throw new InvalidDataException($"{path}: the classes {twice}") : new ClassNumbers(names);

    private static void CheckCount(string path, long count, long skipped)
    {
        if (count == 0 && skipped > 0)
        {
            throw new InvalidDataException($"{path}: all of its {skipped} rows were skipped because of missing values; leave out columns with IgnoreColumns, or set MissingValues to another value.");
        }
    }
}
