using System.Globalization;

namespace NnGen.Data;

/// <summary>Classes by name: numbered in the order of their names, of their numbers if all names are whole numbers.</summary>
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

    /// <summary>The names in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The numbers by name, without a string for it.</summary>
    public Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> ByText { get; }

    /// <summary>The number of a name that occurs.</summary>
    public int this[string name] => _numbers[name];

    /// <summary>Numbers names in the order in which they are given.</summary>
    public static ClassNumbers InOrder(IReadOnlyList<string> names) => new(names);

    private static string[] Order(string[] names) => names.All(static name => int.TryParse(name, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
        ? [.. names.OrderBy(static name => int.Parse(name, CultureInfo.InvariantCulture))]
        : names;
}
