using NnGen.Persistence;

namespace NnGen.Data;

/// <summary>A CSV file that was opened: its columns with all that is fitted to them, so that it can be read again and again. A file that has changed in between is refused.</summary>
internal sealed class CsvTable
{
    private readonly CsvOptions _options;
    private readonly string[] _names;
    private readonly FileStamp _stamp;
    private CsvInput[] _inputs;

    private CsvTable(string path, CsvOptions options, FileStamp stamp, CsvRows rows, CsvColumns columns)
    {
        (Path, _options, _stamp, _names) = (path, options, stamp, rows.Names);
        (_inputs, Targets) = (columns.Inputs, columns.Targets);
        HasNames = rows.HasHeader || options.ColumnNames.Count > 0;
        IgnoredColumns = HasNames ? [.. columns.Ignored.Select(column => rows.Names[column])] : [];
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Numbers of the target columns.</summary>
    public int[] Targets { get; }

    /// <summary>Size of the file in bytes.</summary>
    public long Bytes => _stamp.Length;

    /// <summary>Number of floats of a sample.</summary>
    public int InputLength { get; private set; }

    private bool HasNames { get; }

    private string[] IgnoredColumns { get; }

    /// <summary>Opens a file, finds its columns, and fits what must be fitted.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="kind">What its targets are.</param>
    /// <param name="rows">Its rows, from the first on.</param>
    public static CsvTable Open(string path, CsvOptions? options, CsvTargets kind, out CsvRowReader rows)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new();
        FileStamp stamp = FileStamp.Of(path);
        CsvRows opened = new(path, options);
        try
        {
            CsvTable table = new(path, options, stamp, opened, new CsvColumns(path, opened, options, kind));
            rows = new CsvRowReader(opened, options, table._inputs, table.Targets);
            if (table._inputs.Any(static input => input.FitsCategories || input.FitsMissing))
            {
                table._inputs = CsvFitting.Fit(path, table._inputs, rows, table.Read);
                rows = table.Read();
            }
            table.InputLength = table._inputs.Sum(static input => input.Input.Encoding?.Length ?? 1);
            return table;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Reads the rows from the first on.</summary>
    /// <exception cref="FileNotFoundException">The file is gone.</exception>
    /// <exception cref="InvalidDataException">The file has changed since it was opened.</exception>
    public CsvRowReader Read()
    {
        CheckUnchanged();
        CsvRows rows = new(Path, _options);
        if (!rows.Names.AsSpan().SequenceEqual(_names))
        {
            rows.Dispose();
            throw Changed($"its columns were {DisplayText.List(_names)}, and are {rows.Columns()} now");
        }
        return new CsvRowReader(rows, _options, _inputs, Targets);
    }

    /// <summary>Compares size and time of the file with those when it was opened.</summary>
    /// <exception cref="InvalidDataException">They differ.</exception>
    public void CheckUnchanged()
    {
        FileStamp now = FileStamp.Of(Path);
        if (now != _stamp)
        {
            throw Changed($"it was {_stamp}, and is {now} now");
        }
    }

    /// <summary>An error that says how the file has changed.</summary>
    public InvalidDataException Changed(string how) => new($"{Path} has changed since it was opened: {how}. Open it again.");

    /// <summary>The names of inputs, targets and classes.</summary>
    public DataSchema Schema(IReadOnlyList<string> classNames) => new()
    {
        InputNames = HasNames ? [.. _inputs.SelectMany(static input => input.Input.InputNames)] : [],
        TargetNames = HasNames ? [.. Targets.Select(column => _names[column])] : [],
        ClassNames = classNames,
        InputColumns = [.. _inputs.Select(static input => input.Input)],
        IgnoredColumns = IgnoredColumns,
    };

    /// <summary>The classes that the file should have, by the data it should be like; null if they are its own.</summary>
    public ClassNumbers? KnownClasses() => _options.Like?.Schema.ClassNames is not { } names ? null : names.Count > 0
        ? ClassNumbers.InOrder(names)
        : throw new ArgumentException($"{Path} should be read like data that have no classes; read it with LoadRegression, or set Like to a classification.");

    /// <summary>Refuses data with classes as the pattern of a regression.</summary>
    public void CheckHasNoClasses()
    {
        if (_options.Like?.Schema.ClassNames.Count > 0)
        {
            throw new ArgumentException($"{Path} should be read as a regression like data that have the classes {DisplayText.List(_options.Like.Schema.ClassNames)}; read it with LoadClassification.");
        }
    }

    /// <summary>What tells a file that was written again.</summary>
    private readonly record struct FileStamp(long Length, DateTime Written)
    {
        public static FileStamp Of(string path)
        {
            InputFile.Check(path);

            // Of the file, and not of a link to it.
            FileInfo file = File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? new FileInfo(path);
            return new(file.Length, file.LastWriteTimeUtc);
        }

        public override string ToString() => FormattableString.Invariant($"{Length} bytes of {Written:O}");
    }
}
