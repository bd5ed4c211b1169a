using System.Globalization;
using System.Text;

namespace NnGen;

/// <summary>Formats text from files and callers for messages: short, on one line, and without characters that a terminal interprets or does not show.</summary>
internal static class Excerpt
{
    private const int MaxLength = 80, MaxItems = 20;

    /// <summary>Returns the text with control characters escaped, shortened to a number of characters.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">Maximum number of characters that are shown.</param>
    public static string Of(ReadOnlySpan<char> text, int maxLength = MaxLength)
    {
        StringBuilder shown = new();
        int characters = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (characters++ == maxLength)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{shown}… ({text.Length} characters)");
            }
            Append(shown, rune);
        }
        return shown.ToString();
    }

    /// <summary>Returns the text in quotation marks.</summary>
    public static string Quote(ReadOnlySpan<char> text) => $"'{Of(text)}'";

    /// <summary>Returns the first items, and the number of those that are left out.</summary>
    public static string List(IEnumerable<string> items, int maxItems = MaxItems)
    {
        string[] all = [.. items];
        string shown = string.Join(", ", all.Take(maxItems).Select(static item => Of(item)));
        return all.Length <= maxItems ? shown : string.Create(CultureInfo.InvariantCulture, $"{shown} and {all.Length - maxItems} more");
    }

    /// <summary>Returns a number with its noun, such as "1 target" or "2 targets".</summary>
    public static string Count(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>Returns the first numbers in brackets.</summary>
    public static string List(IReadOnlyList<long> numbers) => $"[{string.Join(", ", numbers.Take(MaxItems))}{(numbers.Count > MaxItems ? ", …" : "")}]";

    /// <summary>Returns the whole text as a C# literal.</summary>
    public static string Literal(string text)
    {
        StringBuilder literal = new("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\')
            {
                literal.Append('\\');
            }
            Append(literal, rune);
        }
        return literal.Append('"').ToString();
    }

    private static void Append(StringBuilder text, Rune rune)
    {
        if (rune.Value is '\n' or '\t' or '\0')
        {
            text.Append(rune.Value switch { '\n' => "\\n", '\t' => "\\t", _ => "\\0" });
        }
        else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
        {
            text.Append(rune.IsBmp ? "\\u" : "\\U").Append(rune.Value.ToString(rune.IsBmp ? "X4" : "X8", CultureInfo.InvariantCulture));
        }
        else
        {
            text.Append(rune.ToString());
        }
    }
}
