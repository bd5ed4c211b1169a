using System.Globalization;
using System.Text;
using NnGen.Files;

namespace NnGen.Data;

/// <summary>Describes the content of a CSV file and how it is read, so that a checkpoint recognizes the same samples.</summary>
internal static class CsvFingerprint
{
    /// <summary>Returns the description. The modification time is not part of it, since a run may continue with a copy of the file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">How the file is read.</param>
    /// <param name="inputs">The input columns, with the values fitted to them.</param>
    /// <param name="targets">Numbers of the target columns.</param>
    public static string Of(string path, CsvOptions options, IReadOnlyList<CsvInput> inputs, IReadOnlyList<int> targets)
    {
        StringBuilder text = new();
        using (FileStream file = InputFile.OpenRead(path))
        {
            text.Append(CultureInfo.InvariantCulture, $"checksum {Checksum.OfBlocks(file):x8}");
        }
        text.Append(CultureInfo.InvariantCulture, $", columns {DataFingerprint.List([.. inputs.Select(Column)])}, target columns {string.Join(", ", targets)}");
        Add(options.HasHeader is not null, $"HasHeader {options.HasHeader}");
        Add(options.SkipLines > 0, $"SkipLines {options.SkipLines}");
        Add(options.Separator is not null, $"Separator {Excerpt.Quote([options.Separator ?? ' '])}");
        Add(options.SeparatedByWhitespace, $"SeparatedByWhitespace");
        Add(options.DecimalSeparator != '.', $"DecimalSeparator {Excerpt.Quote([options.DecimalSeparator])}");
        Add(options.Comment is not null, $"Comment {Excerpt.Quote([options.Comment ?? ' '])}");
        Add(options.Encoding is not null, $"Encoding {options.Encoding?.WebName}");
        Add(options.TrimSpaces, $"TrimSpaces");
        Add(options.MissingTexts.Count > 0, $"MissingTexts {DataFingerprint.Names(options.MissingTexts)}");
        return text.ToString();

        void Add(bool isSet, FormattableString option)
        {
            if (isSet)
            {
                text.Append(", ").Append(option.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private static string Column(CsvInput input)
    {
        string column = input.Column.ToString(CultureInfo.InvariantCulture);
        if (input.Input.Encoding is { } encoding)
        {
            column += $" ({DataFingerprint.Names(encoding.Categories)})";
        }
        string? missing = input.Input.MissingNumber?.ToString(CultureInfo.InvariantCulture) ?? input.Input.MissingCategory;
        return missing is not null ? $"{column} (missing values: {missing})" : input.Missing.Kind == MissingValues.Kinds.SkipRow ? $"{column} (missing values: {input.Missing})" : column;
    }
}
