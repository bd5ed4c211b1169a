using System.Globalization;
using System.Text;

namespace NnGen.Data;

/// <summary>Texts from files as messages show them: quoted, shortened, and without characters that a terminal would act on.</summary>
internal static class DisplayText
{
    private const int MaxLength = 40, MaxNames = 20;

    /// <summary>Quotes a text.</summary>
    public static string Quote(ReadOnlySpan<char> text)
    {
        StringBuilder result = new("'");
        for (int i = 0; i < Math.Min(text.Length, MaxLength); i++)
        {
            char c = text[i];
            bool isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            _ = c switch
            {
                '\n' => result.Append("\\n"),
                '\t' => result.Append("\\t"),
                '\0' => result.Append("\\0"),
                _ when isPair => result.Append(c).Append(text[++i]),
                _ when char.IsControl(c) || char.IsSurrogate(c) || c >= '\uFFFE' || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator =>
                    result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => result.Append(c),
            };
        }
        return result.Append(text.Length > MaxLength ? "…'" : "'").ToString();
    }

    /// <summary>Lists names, the first of many.</summary>
    public static string List(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return string.Join(", ", all.Take(MaxNames).Select(static name => Quote(name)[1..^1])) + (all.Length > MaxNames ? $", … ({all.Length} in all)" : "");
    }
}
