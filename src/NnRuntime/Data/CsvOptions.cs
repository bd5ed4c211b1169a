using System.Text;

namespace NnGen.Data;

/// <summary>Specifies how a CSV file is read.</summary>
/// <remarks>Columns are given by name or by number from 0. A name that the file does not have is an error that lists the columns there are, and options that contradict each other are errors too.</remarks>
public sealed record CsvOptions
{
    /// <summary>Whether the first line names the columns. Null expects a header, but refuses a first line that looks like a sample (names such as 5.1).</summary>
    public bool? HasHeader { get; init; }

    /// <summary>Names of all columns, for files without a header; requires <see cref="HasHeader"/> to be false. Without names the columns are called 0, 1, 2, …</summary>
    public IReadOnlyList<string> ColumnNames { get; init; } = [];

    /// <summary>Lines before the header, or before the first sample without one, that are skipped.</summary>
    public int SkipLines { get; init; }

    /// <summary>The separator; null detects a comma, semicolon, tab or vertical bar in the first row, or takes it from a first line <c>sep=;</c> as Excel writes it.</summary>
    public char? Separator { get; init; }

    /// <summary>Whether columns are separated by any number of spaces and tabs.</summary>
    public bool SeparatedByWhitespace { get; init; }

    /// <summary>The decimal separator of numbers: '.' or ','.</summary>
    public char DecimalSeparator { get; init; } = '.';

    /// <summary>The character that starts a comment at the beginning of a line, such as '#'; null for files without comments.</summary>
    public char? Comment { get; init; }

    /// <summary>The encoding of the file, such as <see cref="Encoding.Latin1"/>; null reads UTF-8, or what a byte order mark says. Bytes that do not belong to the encoding are refused.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>Whether spaces around column names, categories and classes are removed. Around numbers they never matter.</summary>
    public bool TrimSpaces { get; init; }

    /// <summary>Maximum number of characters in a row. A longer one is refused, since it is nearly always a quote that is not closed.</summary>
    public int MaxRowLength { get; init; } = 1 << 24;

    /// <summary>The target columns; empty takes the last column, or the target of <see cref="Like"/>.</summary>
    public IReadOnlyList<string> TargetColumns { get; init; } = [];

    /// <summary>Columns that are neither inputs nor targets, such as row numbers and names of persons.</summary>
    public IReadOnlyList<string> IgnoreColumns { get; init; } = [];

    /// <summary>Columns of categories, whose one-hot encoding is fitted to this file, or taken from <see cref="Like"/>.</summary>
    public IReadOnlyList<string> CategoryColumns { get; init; } = [];

    /// <summary>Columns of categories with encodings of your own.</summary>
    public IReadOnlyDictionary<string, OneHotEncoding> Encodings { get; init; } = new Dictionary<string, OneHotEncoding>();

    /// <summary>What happens to missing values of the input columns. Statistics such as the mean are fitted to this file, or taken from <see cref="Like"/>.</summary>
    /// <remarks>An empty field is missing, and so are the <see cref="MissingTexts"/>. A missing target is refused, or skips the row with <see cref="MissingValues.SkipRow"/>.</remarks>
    public MissingValues MissingValues { get; init; } = MissingValues.Refuse;

    /// <summary>What happens to missing values of single columns, instead of <see cref="MissingValues"/>.</summary>
    public IReadOnlyDictionary<string, MissingValues> MissingValuesByColumn { get; init; } = new Dictionary<string, MissingValues>();

    /// <summary>Texts that stand for a missing value besides an empty field, such as "NA", "?" or "-999".</summary>
    public IReadOnlyList<string> MissingTexts { get; init; } = [];

    /// <summary>The training data, or the <see cref="Preprocessing"/> that was saved with a network: columns are found by name regardless of their order, and get the same encodings and the same values for
    /// missing ones; classes get the same numbers. A column that is missing, one that the training data did not have and an unknown class are errors that name it.</summary>
    public ISchemaProvider? Like { get; init; }

    /// <summary>For streams: number of samples in memory from which the next one is drawn, at least 1; null takes as many as 32 MB hold. The order depends on it.</summary>
    public int? ShuffleWindow { get; init; }

    /// <summary>Checks what can be checked without the file.</summary>
    /// <exception cref="ArgumentException">Options contradict each other.</exception>
    internal void Check()
    {
        if (SkipLines < 0 || MaxRowLength < 1 || ShuffleWindow < 1)
        {
            throw new ArgumentOutOfRangeException(null, SkipLines < 0 ? $"SkipLines is {SkipLines}, but lines to skip are counted from 0."
                : MaxRowLength < 1 ? $"MaxRowLength is {MaxRowLength}, but a row has at least 1 character."
                : $"The shuffle window is {ShuffleWindow}, but it must hold at least 1 sample.");
        }
        string? wrong =
            DecimalSeparator is not ('.' or ',') ? $"DecimalSeparator is {Display(DecimalSeparator)}, but numbers have a '.' or a ','"
            : Separator is { } separator && SeparatedByWhitespace ? $"Separator is {Display(separator)} and SeparatedByWhitespace is set; set one of them"
            : Separator == DecimalSeparator && Separator is ',' ? "Separator and DecimalSeparator are both ','; files with a decimal comma are usually separated by ';'"
            : Separator is { } odd && (odd is '"' or '\n' or '\r' or '.' or '-' or '+' or '\0' or >= (char)128 || char.IsLetterOrDigit(odd)) ? $"Separator is {Display(odd)}, which occurs in numbers and texts; use a character such as ',', ';' or '\\t'"
            : Comment is { } comment && (comment is '"' or '\n' or '\r' || comment == Separator) ? $"Comment is {Display(comment)}, which has another meaning in the file; use a character such as '#'"
            : HasHeader != false && ColumnNames.Count > 0 ? "ColumnNames names the columns of files without a header; set HasHeader = false, and SkipLines = 1 to replace a header"
            : ColumnNames.Distinct().Count() < ColumnNames.Count ? $"ColumnNames has {DisplayText.Quote(ColumnNames.GroupBy(static name => name).First(static group => group.Count() > 1).Key)} twice"
            : null;
        if (wrong is not null)
        {
            throw new ArgumentException($"{wrong}.");
        }
    }

    private static string Display(char character) => DisplayText.Quote([character]);
}
