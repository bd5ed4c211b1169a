using System.Globalization;
using System.Text;

namespace NnGen.Persistence;

/// <summary>Text from files as messages quote it: short, on one line, and without characters that a terminal obeys or does not show.</summary>
internal static class Excerpt
{
    private const int MaxLength = 80, MaxItems = 20;

    /// <summary>The text, its control characters escaped, cut after some characters.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">The most characters that are quoted.</param>
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

    /// <summary>Some items, and how many more there are.</summary>
    public static string List(IReadOnlyCollection<string> items, int maxItems = MaxItems)
    {
        string shown = string.Join(", ", items.Take(maxItems).Select(static item => Of(item)));
        return items.Count <= maxItems ? shown : string.Create(CultureInfo.InvariantCulture, $"{shown} and {items.Count - maxItems} more");
    }

    /// <summary>Some numbers in brackets.</summary>
    public static string List(IReadOnlyList<long> numbers) => $"[{string.Join(", ", numbers.Take(MaxItems))}{(numbers.Count > MaxItems ? ", …" : "")}]";

    /// <summary>The whole text as a literal of C#.</summary>
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
