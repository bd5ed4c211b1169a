using System.Globalization;

namespace NnGen.Data;

/// <summary>Checks what a header says: names for all columns that are used, different ones, and names rather than numbers of a sample.</summary>
internal static class CsvHeader
{
    /// <summary>Checks the names of the columns that are used.</summary>
    /// <exception cref="InvalidDataException">A name is missing or occurs twice, or the header looks like a sample.</exception>
    public static void Check(string path, CsvRows rows, CsvOptions options, CsvInput[] inputs, int[] targets)
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
                throw new InvalidDataException($"{path}: column {column} has no name in the header, as the row numbers that pandas writes. Leave it out with IgnoreColumns = [\"{column}\"], or name all columns: HasHeader = false, SkipLines = 1 and ColumnNames.");
            }
            if (used.First(other => rows.Names[other] == name) is var first && first != column)
            {
                throw new InvalidDataException($"{path}: columns {first} and {column} are both named {DisplayText.Quote(name)}. {(options.HasHeader is null ? "Set HasHeader = false if the file has no header. Otherwise leave" : "Leave")} one out by its number with IgnoreColumns, or name all columns: HasHeader = false, SkipLines = 1 and ColumnNames.");
            }
        }
        if (options.HasHeader is null && options.Like is null && LooksLikeSample(rows, options, [.. inputs.Where(static input => !input.IsCategory).Select(static input => input.Column)]))
        {
            throw new InvalidDataException($"{path}: the first row, {DisplayText.List(rows.Names)}, looks like a sample and not like names. Set HasHeader = false if the file has no header, and HasHeader = true if it has.");
        }
    }

    // A fraction is seldom a name. Whole numbers often are: years, or the numbers of the columns.
    private static bool LooksLikeSample(CsvRows rows, CsvOptions options, int[] numbers)
    {
        bool IsNumber(int column) => DecimalText.TryParse(rows.Names[column], options.DecimalSeparator, out _, out _);
        bool IsFraction(int column) => IsNumber(column) && !long.TryParse(rows.Names[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
        bool IsOwnNumber(int column) => int.TryParse(rows.Names[column], NumberStyles.None, CultureInfo.InvariantCulture, out int number) && (number == column || number == column + 1);
        return numbers.Any(IsFraction) || (numbers.Length > 0 && numbers.All(IsNumber) && !numbers.All(IsOwnNumber));
    }
}
