using System.Globalization;

namespace NnGen.Data;

/// <summary>Recognizes what a text that is not a number was intended to be, such as a date or a price.</summary>
internal static class NumberAdvice
{
    private static readonly string[] s_dates =
        ["d/M/yyyy", "M/d/yyyy", "d.M.yyyy", "d-M-yyyy", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "d/M/yy", "M/d/yy", "d.M.yy", "d-MMM-yyyy", "d-MMM-yy", "d MMM yyyy", "MMM d, yyyy", "MMM d yyyy", "yyyy-M", "MMM yyyy", "MMM-yy", "H:mm", "H:mm:ss"];

    /// <summary>Returns what a text looks like, and how to fix it; null if it is not recognized.</summary>
    public static string? Of(ReadOnlySpan<char> text, char decimalSeparator)
    {
        ReadOnlySpan<char> trimmed = text.Trim();
        char other = decimalSeparator == ',' ? '.' : ',';
        if (IsDate(trimmed))
        {
            return "looks like a date or a time; write it as a number, such as days or seconds since a fixed day, or leave the column out with IgnoreColumns";
        }
        ReadOnlySpan<char> bare = trimmed.Trim("+-").Trim();
        ReadOnlySpan<char> number = WithoutUnit(bare, out char? unit);
        if (unit is { } sign && (IsPlain(number, decimalSeparator) || IsPlain(number, other)))
        {
            return $"is a number with {(sign == '%' ? "a percent sign" : "a currency sign")}; write the number alone";
        }
        if (number.Length == bare.Length && IsGrouped(number, decimalSeparator, out char group))
        {
            string separator = Excerpt.Quote([group]);
            return $"looks like a number with {separator} between its thousands; write it without them{(group == other && DecimalText.TryParse(trimmed, other, out _, out _) ? $", or if {separator} is its decimal separator, set DecimalSeparator = {separator}" : "")}";
        }
        return null;
    }

    private static bool IsDate(ReadOnlySpan<char> text)
    {
        // The time of day after the date.
        int end = text.IndexOf('T') is > 0 and var t && char.IsAsciiDigit(text[t - 1]) ? t : text.LastIndexOf(' ') is > 0 and var space && text[(space + 1)..].Contains(':') ? space : text.Length;
        return DateTime.TryParseExact(text[..end], s_dates, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out _);
    }

    private static ReadOnlySpan<char> WithoutUnit(ReadOnlySpan<char> text, out char? unit)
    {
        unit = null;
        if (text.IsEmpty)
        {
            return text;
        }
        if (IsUnit(text[0]))
        {
            unit = text[0];
            return text[1..].Trim("+- ");
        }
        if (IsUnit(text[^1]))
        {
            unit = text[^1];
            return text[..^1].TrimEnd();
        }
        return text;
    }

    private static bool IsUnit(char character) => character == '%' || char.GetUnicodeCategory(character) == UnicodeCategory.CurrencySymbol;

    private static bool IsPlain(ReadOnlySpan<char> text, char decimalSeparator) => DecimalText.TryParse(text, decimalSeparator, out _, out _) || IsGrouped(text, decimalSeparator, out _);

    // One to three digits, followed by groups of three that are all preceded by the same character.
    private static bool IsGrouped(ReadOnlySpan<char> text, char decimalSeparator, out char group)
    {
        int first = text.IndexOfAnyExceptInRange('0', '9');
        group = first is > 0 and <= 3 ? text[first] : default;
        if (group is not ('.' or ',' or ' ' or '\'' or '_' or '’' or '\u00A0' or '\u202F') || group == decimalSeparator)
        {
            return false;
        }
        ReadOnlySpan<char> rest = text[first..];
        while (rest.Length >= 4 && rest[0] == group && !rest.Slice(1, 3).ContainsAnyExceptInRange('0', '9'))
        {
            rest = rest[4..];
        }
        return rest.IsEmpty || (rest[0] is '.' or ',' && rest[0] != group && !rest[1..].ContainsAnyExceptInRange('0', '9'));
    }
}
