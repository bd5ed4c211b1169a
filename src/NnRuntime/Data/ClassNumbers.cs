using System.Globalization;

namespace NnRuntime.Data;

/// <summary>Classes by name: numbered in the order of their names, of their numbers if all names are whole numbers.</summary>
internal sealed class ClassNumbers
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>Numbers the names that occur.</summary>
    public ClassNumbers(IEnumerable<string> names)
    {
        string[] distinct = [.. names.Distinct().Order(StringComparer.Ordinal)];
        Names = distinct.All(static name => int.TryParse(name, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
            ? [.. distinct.OrderBy(static name => int.Parse(name, CultureInfo.InvariantCulture))]
            : distinct;
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
}
