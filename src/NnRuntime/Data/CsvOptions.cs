using System.Text;

namespace NnGen.Data;

/// <summary>Specifies how a CSV file is read.</summary>
/// <remarks>Columns are given by name, or by number from 0. If the file has no column of a given name, the error lists the columns of the file. Options that contradict each other are errors, too.</remarks>
public sealed record CsvOptions
{
    /// <summary>Gets whether the first line contains the names of the columns. Null expects a header, but rejects a first line that may be a sample: one with a name such as 5.1, one with whole numbers where the
    /// columns contain numbers, or one in a file without columns of numbers if these options refer to none of its names.</summary>
    public bool? HasHeader { get; init; }

    /// <summary>Gets the names of all columns, for files without a header; requires <see cref="HasHeader"/> to be false. Without names the columns are called 0, 1, 2, …</summary>
    public IReadOnlyList<string> ColumnNames { get; init; } = [];

    /// <summary>Gets the number of lines to skip before the header, or before the first sample if there is no header.</summary>
    public int SkipLines { get; init => field = SettingRange.AtLeast(value, 0); }

    /// <summary>Gets the separator; null detects a comma, semicolon, tab or vertical bar in the first row, or uses the one of a first line <c>sep=;</c>, which Excel writes.</summary>
    public char? Separator
    {
        get;
        init => field = value is '"' or '\n' or '\r' or '.' or '-' or '+' or '\0' or >= (char)128 || (value is { } letter && char.IsLetterOrDigit(letter))
            ? throw new ArgumentException($"Separator is {Display(value.Value)}, which occurs in numbers and texts; use a character such as ',', ';' or '\\t'.", nameof(Separator)) : value;
    }

    /// <summary>Gets whether columns are separated by any number of spaces and tabs.</summary>
    public bool SeparatedByWhitespace { get; init; }

    /// <summary>Gets the decimal separator of numbers: '.' or ','.</summary>
    public char DecimalSeparator
    {
        get;
        init => field = value is '.' or ',' ? value : throw new ArgumentException($"DecimalSeparator is {Display(value)}, but it must be '.' or ','.", nameof(DecimalSeparator));
    } = '.';

    /// <summary>Gets the character that starts a comment at the beginning of a line, such as '#'; null for files without comments.</summary>
    public char? Comment
    {
        get;
        init => field = value is '"' or '\n' or '\r' ? throw new ArgumentException($"Comment is {Display(value.Value)}, which has another meaning in the file; use a character such as '#'.", nameof(Comment)) : value;
    }

    /// <summary>Gets the encoding of the file, such as <see cref="Encoding.Latin1"/>; null reads UTF-8, or the encoding that a byte order mark indicates. Bytes that are invalid in the encoding are rejected.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>Gets whether spaces around column names, categories and classes are removed. Spaces around numbers are always ignored.</summary>
    public bool TrimSpaces { get; init; }

    /// <summary>Gets the maximum number of characters in a row. A longer row is rejected, since it is nearly always caused by a quote that is not closed.</summary>
    public int MaxRowLength { get; init => field = SettingRange.AtLeast(value, 1); } = 1 << 24;

    /// <summary>Gets the target columns; if empty, the target is the last column, or the target of <see cref="Like"/>.</summary>
    public IReadOnlyList<string> TargetColumns { get; init; } = [];

    /// <summary>Gets the columns that are neither inputs nor targets, such as row numbers and names of persons.</summary>
    public IReadOnlyList<string> IgnoreColumns { get; init; } = [];

    /// <summary>Gets the columns of categories whose one-hot encoding is fitted to this file, or taken from <see cref="Like"/>.</summary>
    public IReadOnlyList<string> CategoryColumns { get; init; } = [];

    /// <summary>Gets the columns of categories with encodings that are given.</summary>
    public IReadOnlyDictionary<string, OneHotEncoding> Encodings { get; init; } = new Dictionary<string, OneHotEncoding>();

    /// <summary>Gets how missing values of the input columns are handled. Statistics such as the mean are fitted to this file, or taken from <see cref="Like"/>.</summary>
    /// <remarks>An empty field is missing, and so are the <see cref="MissingTexts"/>. A row with a missing target is rejected, or skipped with <see cref="MissingValues.SkipRow"/>.</remarks>
    public MissingValues MissingValues { get; init; } = MissingValues.Reject;

    /// <summary>Gets how missing values of individual columns are handled, overriding <see cref="MissingValues"/>.</summary>
    public IReadOnlyDictionary<string, MissingValues> MissingValuesByColumn { get; init; } = new Dictionary<string, MissingValues>();

    /// <summary>Gets the texts that denote a missing value in addition to the empty field, such as "NA", "?" or "-999". In columns of numbers, a number is compared by its value: "-999" is also -999.0.</summary>
    public IReadOnlyList<string> MissingTexts { get; init; } = [];

    /// <summary>Gets the training data, or the <see cref="Preprocessing"/> saved with a network, that the file must match: columns are found by name regardless of their order and use the same encodings and the same
    /// values for missing ones, and classes get the same numbers. A missing column, a column that the training data did not have, and an unknown class are errors that name it.</summary>
    public ISchemaProvider? Like { get; init; }

    /// <summary>Gets, for streams, the number of samples in memory from which the next one is drawn, at least 1; null uses as many as 32 MB hold. The order of the samples depends on it.</summary>
    public int? ShuffleWindow { get; init => field = value is { } window ? SettingRange.AtLeast(window, 1) : null; }

    /// <summary>Validates the options as far as this is possible without the file.</summary>
    /// <exception cref="ArgumentException">Options contradict each other.</exception>
    internal void Check()
    {
        string? wrong =
            Separator is { } separator && SeparatedByWhitespace ? $"Separator is {Display(separator)} and SeparatedByWhitespace is set; set one of them"
            : Separator == DecimalSeparator && Separator is ',' ? "Separator and DecimalSeparator are both ','; set Separator to ';', which files with a decimal comma usually use"
            : Comment is { } comment && comment == Separator ? $"Comment is {Display(comment)}, which has another meaning in the file; use a character such as '#'"
            : HasHeader != false && ColumnNames.Count > 0 ? "ColumnNames names the columns of files without a header; set HasHeader = false, and SkipLines = 1 to replace a header"
            : ColumnNames.Distinct().Count() < ColumnNames.Count ? $"ColumnNames has {Excerpt.Quote(ColumnNames.GroupBy(static name => name).First(static group => group.Count() > 1).Key)} twice"
            : null;
        if (wrong is not null)
        {
            throw new ArgumentException($"{wrong}.");
        }
    }

    private static string Display(char character) => Excerpt.Quote([character]);
}
