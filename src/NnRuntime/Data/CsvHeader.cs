using System.Globalization;

namespace NnGen.Data;

/// <summary>Checks the header: all columns that are used need distinct names, and the names must not be the values of a sample.</summary>
internal static class CsvHeader
{
    private const string WayOut = "Set HasHeader = false if the file has no header, or HasHeader = true if it has one.";

    private static readonly HashSet<string> s_missing = new(StringComparer.OrdinalIgnoreCase) { "na", "n/a", "nan", "null", "none", "nil", "#n/a", "<na>", "missing", "unknown" };

    /// <summary>Checks the names of the columns that are used.</summary>
    /// <exception cref="InvalidDataException">A name is missing or occurs twice, or the header may be a sample.</exception>
    public static void Check(string path, CsvRows rows, CsvOptions options, CsvInput[] inputs, int[] targets, CsvTargets kind)
    {
        if (!rows.HasHeader)
        {
            return;
        }
        int[] used = [.. inputs.Select(static input => input.Column).Concat(targets)];
        foreach (int column in used)
        {
            string name = rows.Names[column];
            if (string.IsNullOrWhiteSpace(name))
            {
                throw new InvalidDataException($"{path}: column {column} has no name in the header, {(column == 0 ? "like the row numbers that pandas writes. L" : "so it cannot be matched to other data. L")}eave it out with IgnoreColumns = [\"{column}\"]{(column == 0 ? "" : ", or name all columns: HasHeader = false, SkipLines = 1 and ColumnNames")}.");
            }
            if (used.First(other => rows.Names[other] == name) is var first && first != column)
            {
                throw new InvalidDataException($"{path}: columns {first} and {column} are both named {Excerpt.Quote(name)}. {(options.HasHeader is null ? "Set HasHeader = false if the file has no header. Otherwise leave" : "Leave")} one out by its number with IgnoreColumns, or name all columns: HasHeader = false, SkipLines = 1 and ColumnNames.");
            }
        }
        int[] numbers = [.. inputs.Where(static input => !input.IsCategory).Select(static input => input.Column), .. kind == CsvTargets.Numbers ? targets : []];
        if (options.HasHeader is null && Doubt(rows, options, numbers) is { } doubt)
        {
            throw new InvalidDataException($"{path}: the first row, {Excerpt.List(rows.Names)}, {doubt}. {WayOut}");
        }
    }

    /// <summary>Checks a header if only one column is requested and nothing else is known about the file.</summary>
    /// <exception cref="InvalidDataException">The column is given by number, which does not reveal what the first row is.</exception>
    public static void CheckOne(string path, CsvRows rows, CsvOptions options, string column)
    {
        if (options.HasHeader is null && !IsName(rows, column))
        {
            throw new InvalidDataException($"{path}: column {Excerpt.Quote(column)} is given by its number, so that the first row, {Excerpt.List(rows.Names)}, may be names or a sample. {WayOut}");
        }
    }

    // Returns why the first row may be a sample; null if it is certainly a header.
    private static string? Doubt(CsvRows rows, CsvOptions options, int[] numbers)
    {
        bool IsNumber(int column) => DecimalText.TryParse(rows.Names[column], options.DecimalSeparator, out _, out _);

        // A text for a missing value is not a name either, nor is a number that is not finite as a float.
        bool IsValue(int column) => IsNumber(column) || options.MissingTexts.Contains(rows.Names[column]) || IsMissing(rows.Names[column].Trim())
            || double.TryParse(rows.Names[column], NumberStyles.Float, CultureInfo.InvariantCulture, out _);

        // A fraction is rarely a name. Whole numbers often are: years, or the numbers of the columns.
        bool IsFraction(int column) => IsNumber(column) && !long.TryParse(rows.Names[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
        if (HasNamesOf(options.Like))
        {
            return null;   // each name was found
        }
        if (numbers.Any(IsFraction))
        {
            return "looks like a sample, not like names";
        }
        IEnumerable<string> given = options.TargetColumns.Concat(options.IgnoreColumns).Concat(options.CategoryColumns).Concat(options.Encodings.Keys).Concat(options.MissingValuesByColumn.Keys);
        return !numbers.All(IsValue) || (numbers.Length > 0 && !numbers.Any(IsNumber)) || given.Any(name => IsName(rows, name)) ? null
            : numbers.Length == 0 ? "may be names or a sample, since no column contains numbers and none is given by name"
            : numbers.All(column => IsNumberOf(rows.Names[column], column)) ? "may be the numbers of the columns or a sample"
            : "looks like a sample, not like names";
    }

    // Texts such as ? and --, which no language calls a column, and those that other programs write for a missing value.
    private static bool IsMissing(string text) => !text.Any(char.IsLetterOrDigit) || s_missing.Contains(text);

    private static bool IsName(CsvRows rows, string name) => rows.Names.Contains(name) && !int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool HasNamesOf(ISchemaProvider? like) => like?.Schema.InputNames is { Count: > 0 } names && !names.Index().All(static name => IsNumberOf(name.Item, name.Index));

    private static bool IsNumberOf(string name, int column) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && (number == column || number == column + 1);
}
