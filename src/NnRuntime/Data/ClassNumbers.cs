using System.Globalization;

namespace NnGen.Data;

/// <summary>Numbers classes in the order of their names, or numerically if all names are whole numbers.</summary>
internal sealed class ClassNumbers
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>Numbers the names that occur.</summary>
    public ClassNumbers(IEnumerable<string> names)
        : this(Order([.. names.Distinct().Order(StringComparer.Ordinal)]))
    {
    }

    private ClassNumbers(IReadOnlyList<string> ordered)
    {
        Names = ordered;
        foreach ((int number, string name) in Names.Index())
        {
            _numbers.Add(name, number);
        }
        ByText = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Gets the names in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Gets the numbers by name, with a lookup that does not allocate a string.</summary>
    public Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> ByText { get; }

    /// <summary>Returns the number of a name that occurs.</summary>
    public int this[string name] => _numbers[name];

    /// <summary>Numbers the names in the given order.</summary>
    public static ClassNumbers InOrder(IReadOnlyList<string> names) => new(names);

    /// <summary>Returns two names that are probably the same, and how to fix it; null if there are none.</summary>
    public static string? Twice(IEnumerable<string> names)
    {
        Dictionary<string, string> known = new(StringComparer.Ordinal);
        foreach (string name in names.Distinct(StringComparer.Ordinal))
        {
            string trimmed = name.Trim(), key = WithoutZeros(trimmed);
            if (!known.TryAdd(key, name))
            {
                string both = $"{Excerpt.Quote(known[key])} and {Excerpt.Quote(name)}";
                return known[key].Trim() == trimmed ? $"{both} differ only in spaces; set TrimSpaces for CSV files, or remove the spaces elsewhere." : $"{both} are the same number; write it in one way.";
            }
        }
        return null;
    }

    // "1" for "1.0", as another program writes whole numbers. Other fractions may be versions, such as 1.1 and 1.10.
    private static string WithoutZeros(string name) =>
        name.IndexOf('.', StringComparison.Ordinal) is > 0 and var point && point < name.Length - 1 && !name.AsSpan(point + 1).ContainsAnyExcept('0') && long.TryParse(name.AsSpan(0, point), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ? name[..point] : name;

    private static string[] Order(string[] names) => names.All(static name => int.TryParse(name, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
        ? [.. names.OrderBy(static name => int.Parse(name, CultureInfo.InvariantCulture))]
        : names;
}
