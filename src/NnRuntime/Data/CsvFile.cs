using System.Runtime.InteropServices;

namespace NnGen.Data;

/// <summary>Data from CSV files, plain or .gz: every column that is neither a target nor ignored is an input, a number or a category with an encoding.</summary>
/// <remarks>Every error names the file, the line of the file, the column, what was found and a way out. Blank lines are skipped.</remarks>
public static class CsvFile
{
    /// <summary>Reads a table whose target column names a class. Classes are numbered in the order of their names, or as in <see cref="CsvOptions.Like"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it; null means a header and the last column as target.</param>
    /// <exception cref="ArgumentException">There is no such column, or options contradict each other.</exception>
    /// <exception cref="InvalidDataException">The file is malformed, or a value is missing or not a number; the message names file, line and column.</exception>
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
        return new Dataset<int>(inputs.ToArray(), [.. numbers], table.InputLength) { Schema = table.Schema(classes.Names), ExactInputs = inputs.ReadExact(table, static (row, floats, exact) => row.ReadInputs(floats, exact)) };
    }

    /// <summary>Reads a table whose target columns are numbers.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it; null means a header and the last column as target.</param>
    /// <exception cref="ArgumentException">There is no such column, or options contradict each other.</exception>
    /// <exception cref="InvalidDataException">The file is malformed, or a value is missing or not a number; the message names file, line and column.</exception>
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
        CheckCount(path, targets.Count, reader.Skipped);
        return new Dataset<float>(inputs.ToArray(), targets.ToArray(), table.InputLength, table.Targets.Length)
        {
            Schema = table.Schema([]),
            ExactInputs = inputs.ReadExact(table, static (row, floats, exact) => row.ReadInputs(floats, exact)),
            ExactTargets = targets.ReadExact(table, static (row, floats, exact) => row.ReadTargets(floats, exact)),
        };
    }

    /// <summary>Reads a table without targets, to predict them. A target column of the options, or of <see cref="CsvOptions.Like"/>, may be missing, and is left out if it is there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it, usually with <see cref="CsvOptions.Like"/>; null means a header, and every column as an input.</param>
    /// <exception cref="ArgumentException">There is no such column, or options contradict each other.</exception>
    /// <exception cref="InvalidDataException">The file is malformed, or a value is missing or not a number; the message names file, line and column.</exception>
    /// <remarks>Sample i is the row i of the file, so that predictions can be written beside a column of <see cref="ReadColumn"/>: a row with a missing value is never skipped.</remarks>
    public static UnlabeledDataset LoadInputs(string path, CsvOptions? options = null)
    {
        CsvTable table = CsvTable.Open(path, options, CsvTargets.None, out CsvRowReader rows);
        using CsvRowReader reader = rows;
        CsvContent inputs = new(path, table.InputLength);
        while (reader.Read())
        {
            inputs.AddInputs(reader);
        }
        return new UnlabeledDataset(inputs.ToArray(), table.InputLength)
        {
            Schema = table.Schema(options?.Like?.Schema.ClassNames ?? []),
            ExactInputs = inputs.ReadExact(table, static (row, floats, exact) => row.ReadInputs(floats, exact)),
        };
    }

    /// <summary>Opens a table whose target column names a class, for files larger than the memory: it is read again in every epoch.</summary>
    /// <param name="path">The file, which is read once now, to count its rows and to number its classes.</param>
    /// <param name="options">How to read it; null means a header and the last column as target.</param>
    /// <exception cref="ArgumentException">There is no such column, or options contradict each other.</exception>
    /// <exception cref="InvalidDataException">The file is malformed, or a class is missing; the message names file, line and column. Other values are checked when they are read.</exception>
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
            : throw table.Changed($"it has a class {DisplayText.Quote(row.ReadClass())} now"));
    }

    /// <summary>Opens a table whose target columns are numbers, for files larger than the memory: it is read again in every epoch.</summary>
    /// <param name="path">The file, which is read once now, to count its rows.</param>
    /// <param name="options">How to read it; null means a header and the last column as target.</param>
    /// <exception cref="ArgumentException">There is no such column, or options contradict each other.</exception>
    /// <exception cref="InvalidDataException">The file is malformed; the message names file and line. Values are checked when they are read.</exception>
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

    /// <summary>Reads the texts of one column in the order of the rows, such as the row numbers that go with predictions, or the categories to fit a <see cref="OneHotEncoding"/> to.</summary>
    /// <param name="path">The file.</param>
    /// <param name="column">The column by name or by number from 0.</param>
    /// <param name="options">How to read it; null means a header. What is said of columns in it does not matter.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidDataException">The file is malformed; the message names file and line.</exception>
    public static IEnumerable<string> ReadColumn(string path, string column, CsvOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(column);
        return Read();

        IEnumerable<string> Read()
        {
            using CsvRows rows = new(path, options ?? new());
            int number = rows.Column(column, nameof(ReadColumn));
            while (rows.Read())
            {
                yield return rows.Field(number).ToString();
            }
        }
    }

    private static int Number(ClassNumbers known, ReadOnlySpan<char> name, CsvRowReader row) => known.ByText.TryGetValue(name, out int number)
        ? number
        : throw row.WrongTarget($"{DisplayText.Quote(name)} is not among the {known.Names.Count} classes of the data of Like, {DisplayText.List(known.Names)}; train with data that have it, or leave such rows out.");

    private static ClassNumbers Classes(string path, IReadOnlyCollection<string> names) => names.GroupBy(static name => name.Trim(), StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1) is { } twice
        ? throw new InvalidDataException($"{path}: the classes {string.Join(" and ", twice.Select(static name => DisplayText.Quote(name)))} differ in spaces alone; set TrimSpaces to make them one.")
        : new ClassNumbers(names);

    private static void CheckCount(string path, long count, long skipped)
    {
        if (count == 0 && skipped > 0)
        {
            throw new InvalidDataException($"{path}: each of its {skipped} rows was skipped for a missing value; leave columns out with IgnoreColumns, or set another value of MissingValues.");
        }
    }
}
