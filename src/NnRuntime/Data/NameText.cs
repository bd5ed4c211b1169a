using System.Text;

namespace NnGen.Data;

/// <summary>Names from files in messages: escaped, and no longer than a reader needs.</summary>
internal static class NameText
{
    private const int MaxLength = 40, MaxNames = 8;

    /// <summary>A name in quotation marks.</summary>
    public static string Quoted(string name) => $"'{Short(name)}'";

    /// <summary>The first names of a list, and how many follow.</summary>
    public static string List(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MaxNames).Select(Short)) + (names.Count > MaxNames ? $", … {names.Count - MaxNames} more" : "");

    private static string Short(string name)
    {
        StringBuilder text = new();
        foreach (Rune rune in name.EnumerateRunes())
        {
            if (text.Length >= MaxLength)
            {
                return text.Append('…').ToString();
            }
            text.Append(Rune.IsControl(rune) ? $"\\u{rune.Value:x4}" : rune.ToString());
        }
        return text.ToString();
    }
}
