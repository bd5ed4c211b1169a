using NnGen.Files;

namespace NnGen.Data;

/// <summary>Represents an open CSV file: its columns with the values fitted to them, so that it can be read repeatedly. A file that has changed in between is rejected.</summary>
internal sealed class CsvTable
{
    private readonly CsvOptions _options;
    private readonly CsvTargets _kind;
    private readonly string[] _names;
    private readonly FileStamp _stamp;
    private CsvInput[] _inputs;

    private CsvTable(string path, CsvOptions options, FileStamp stamp, CsvRows rows, CsvColumns columns, CsvTargets kind)
    {
        (Path, _options, _stamp, _names, _kind) = (path, options, stamp, rows.Names, kind);
        (_inputs, Targets) = (columns.Inputs, columns.Targets);
        HasNames = rows.HasHeader || options.ColumnNames.Count > 0;
        IgnoredColumns = HasNames ? [.. columns.Ignored.Select(column => rows.Names[column])] : [];
    }

    /// <summary>Gets the path of the file.</summary>
    public string Path { get; }

    /// <summary>Gets the numbers of the target columns.</summary>
    public int[] Targets { get; }

    /// <summary>Gets the size of the file in bytes.</summary>
    public long Bytes => _stamp.Length;

    /// <summary>Gets the number of floats in a sample.</summary>
    public int InputLength { get; private set; }

    private bool HasNames { get; }

    private string[] IgnoredColumns { get; }

    /// <summary>Opens a file, finds its columns, and fits the values that must be fitted.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">How to read the file.</param>
    /// <param name="kind">Kind of the targets.</param>
    /// <param name="rows">The rows of the file, from the first on.</param>
    public static CsvTable Open(string path, CsvOptions? options, CsvTargets kind, out CsvRowReader rows)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new();
        FileStamp stamp = FileStamp.Of(path);
        CsvRows opened = new(path, options);
        try
        {
            CsvTable table = new(path, options, stamp, opened, new CsvColumns(path, opened, options, kind), kind);
            rows = new CsvRowReader(opened, options, table._inputs, table.Targets, kind);
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

    /// <summary>Reads the rows, from the first on.</summary>
    /// <exception cref="FileNotFoundException">The file no longer exists.</exception>
    /// <exception cref="InvalidDataException">The file has changed since it was opened.</exception>
    public CsvRowReader Read()
    {
        CheckUnchanged();
        CsvRows rows = new(Path, _options);
        if (!rows.Names.AsSpan().SequenceEqual(_names))
        {
            rows.Dispose();
            throw Changed($"its columns were {Excerpt.List(_names)}, and are now {rows.Columns()}");
        }
        return new CsvRowReader(rows, _options, _inputs, Targets, _kind);
    }

    /// <summary>Compares size and time of the file with those when it was opened.</summary>
    /// <exception cref="InvalidDataException">They differ.</exception>
    public void CheckUnchanged()
    {
        FileStamp now = FileStamp.Of(Path);
        if (now != _stamp)
        {
            throw Changed($"it was {_stamp}, and is now {now}");
        }
    }

    /// <summary>Returns a text by which a checkpoint recognizes the content of the file and how it is read.</summary>
    public string Fingerprint() => CsvFingerprint.Of(Path, _options, _inputs, Targets);

    /// <summary>Returns the exception that says how the file has changed.</summary>
    public InvalidDataException Changed(string how) => new($"{Path} has changed since it was opened: {how}. Open it again.");

    /// <summary>Returns the names of inputs, targets and classes.</summary>
    public DataSchema Schema(IReadOnlyList<string> classNames) => new()
    {
        InputNames = HasNames ? [.. _inputs.SelectMany(static input => input.Input.InputNames)] : [],
        TargetNames = HasNames ? [.. Targets.Select(column => _names[column])] : [],
        ClassNames = classNames,
        InputColumns = [.. _inputs.Select(static input => input.Input)],
        IgnoredColumns = IgnoredColumns,
    };

    /// <summary>Gets the classes of the data that the file must match; null if the file determines its classes.</summary>
    public ClassNumbers? KnownClasses() => _options.Like?.Schema.ClassNames is not { } names ? null : names.Count > 0
        ? ClassNumbers.InOrder(names)
        : throw new ArgumentException($"{Path} must match the data of Like, but these have no classes; read it with LoadRegression, or set Like to data with classes.");

    /// <summary>Rejects data with classes as the value of Like for a regression.</summary>
    public void CheckHasNoClasses()
    {
        if (_options.Like?.Schema.ClassNames.Count > 0)
        {
            throw new ArgumentException($"{Path} is read as a regression, but the data of Like have the classes {Excerpt.List(_options.Like.Schema.ClassNames)}; read it with LoadClassification.");
        }
    }

    /// <summary>Identifies the state of a file, to detect that it was written again.</summary>
    private readonly record struct FileStamp(long Length, DateTime Written)
    {
        public static FileStamp Of(string path)
        {
            InputFile.Check(path);

            // The state of the file, not of a link to it.
            FileInfo file = File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? new FileInfo(path);
            return new(file.Length, file.LastWriteTimeUtc);
        }

        public override string ToString() => FormattableString.Invariant($"{Length} bytes of {Written:O}");
    }
}
