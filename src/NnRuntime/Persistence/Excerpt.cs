using System.Globalization;
using System.Text;

namespace NnGen.Persistence;

/// <summary>Prepares text from files for messages: short, on one line, and without control characters or invisible characters.</summary>
internal static class Excerpt
{
    private const int MaxLength = 80, MaxItems = 20;

    /// <summary>Returns the text with control characters escaped, truncated to a maximum length.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">Maximum number of characters.</param>
    public static string Of(string text, int maxLength = MaxLength)
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

    /// <summary>Returns the first items and the number of the remaining ones.</summary>
    public static string List(IReadOnlyCollection<string> items, int maxItems = MaxItems)
    {
        string shown = string.Join(", ", items.Take(maxItems).Select(static item => Of(item)));
        return items.Count <= maxItems ? shown : string.Create(CultureInfo.InvariantCulture, $"{shown} and {items.Count - maxItems} more");
    }

    /// <summary>Returns the first numbers in brackets.</summary>
    public static string List(IReadOnlyList<long> numbers) => $"[{string.Join(", ", numbers.Take(MaxItems))}{(numbers.Count > MaxItems ? ", …" : "")}]";

    /// <summary>Returns the entire text as a C# string literal.</summary>
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
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
        {
            text.Append(rune.IsBmp ? "\\u" : "\\U").Append(rune.Value.ToString(rune.IsBmp ? "X4" : "X8", CultureInfo.InvariantCulture));
        }
        else
        {
            text.Append(rune.ToString());
        }
    }
}
