using System.Buffers;
using System.Text;

namespace NnGen.Data;

/// <summary>Checks names that are saved with a network: null and lone surrogates would be loaded as something else, or not at all.</summary>
internal static class SavedName
{
    /// <summary>Returns a name that can be saved.</summary>
    /// <param name="name">The name.</param>
    /// <param name="what">What is named, for the message.</param>
    /// <param name="parameter">Name of the caller's parameter.</param>
    /// <exception cref="ArgumentException">The name is null or contains a lone surrogate.</exception>
    public static string Check(string? name, string what, string parameter) =>
        name is null ? throw new ArgumentException($"{what} is null; pass a text.", parameter)
        : !IsWellFormed(name) ? throw new ArgumentException($"{what} {Excerpt.Quote(name)} is not valid text: it contains a lone surrogate.", parameter)
        : name;

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out int length) != OperationStatus.Done)
            {
                return false;
            }
            text = text[length..];
        }
        return true;
    }
}
