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

    private static string[] Order(string[] names) => names.All(static name => int.TryParse(name, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
        ? [.. names.OrderBy(static name => int.Parse(name, CultureInfo.InvariantCulture))]
        : names;
}
