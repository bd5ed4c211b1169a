namespace NnGen.Data;

/// <summary>Provides the names of inputs, targets and classes: a dataset, a stream, the preprocessing saved with a network, or a schema.</summary>
public interface ISchemaProvider
{
    /// <summary>Gets the names.</summary>
    DataSchema Schema { get; }
}

/// <summary>Contains the names of the inputs, targets and classes of a dataset. Two datasets, or a dataset and a network, are matched by these names whenever they are used together.</summary>
public sealed record DataSchema : ISchemaProvider
{
    /// <summary>Gets a schema without names.</summary>
    public static DataSchema Empty { get; } = new();

    /// <summary>Gets the names of the inputs, one for each float of a sample; empty if the inputs have no names. An input that represents one category of a column is named <c>column=category</c>.</summary>
    public IReadOnlyList<string> InputNames { get; init => field = Copy(value); } = [];

    /// <summary>Gets the names of the targets, one for each float of a regression target, or the name of the column that contains the classes; empty if the targets have no names.</summary>
    public IReadOnlyList<string> TargetNames { get; init => field = Copy(value); } = [];

    /// <summary>Gets the names of the classes in the order of their numbers; empty if the classes have no names.</summary>
    /// <exception cref="ArgumentException">A name is missing or occurs twice.</exception>
    public IReadOnlyList<string> ClassNames { get; init => field = Distinct(Copy(value)); } = [];

    /// <summary>Gets the columns of the table that the inputs come from, in order, with the values fitted to them; empty for data that do not come from a table.</summary>
    public IReadOnlyList<InputColumn> InputColumns { get; init => field = [.. value]; } = [];

    /// <summary>Gets the columns of the table that are not used.</summary>
    public IReadOnlyList<string> IgnoredColumns { get; init => field = Copy(value); } = [];

    DataSchema ISchemaProvider.Schema => this;

    // A copy, so that a class cannot be renamed after the names were compared.
    private static string[] Copy(IReadOnlyList<string> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        string[] copy = [.. value];
        Array.ForEach(copy, static name => SavedName.Check(name, "The name", nameof(value)));
        return copy;
    }

    // Columns of files may share a name or have none, but classes are identified by their names.
    private static string[] Distinct(string[] value)
    {
        Dictionary<string, int> numbers = new(value.Length, StringComparer.Ordinal);
        for (int i = 0; i < value.Length; i++)
        {
            if (string.IsNullOrEmpty(value[i]))
            {
                throw new ArgumentException($"The name of class {i} is missing; name all {value.Length} classes, or none.", nameof(value));
            }
            if (!numbers.TryAdd(value[i], i))
            {
                throw new ArgumentException($"Classes {numbers[value[i]]} and {i} are both named {Excerpt.Quote(value[i])}; give each class a different name.", nameof(value));
            }
        }
        return value;
    }
}

/// <summary>Represents a column of a table, which becomes one input, or one input for each of its categories.</summary>
public sealed record InputColumn
{
    /// <summary>Gets the name of the column.</summary>
    /// <exception cref="ArgumentException">The name is null or not valid text.</exception>
    public required string Name { get; init => field = SavedName.Check(value, "The name of the column", nameof(value)); }

    /// <summary>Gets the encoding of the categories; null for a column of numbers.</summary>
    public OneHotEncoding? Encoding { get; init; }

    /// <summary>Gets the number that replaces missing values; null if missing values are rejected, and for columns of categories.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite as a float.</exception>
    public double? MissingNumber
    {
        get;
        init => field = value is null || float.IsFinite((float)value) ? value : throw MissingValues.NotFinite(value.Value, nameof(value));
    }

    /// <summary>Gets the category that replaces missing values; null if missing values are rejected, and for columns of numbers.</summary>
    /// <exception cref="ArgumentException">The category is not valid text.</exception>
    public string? MissingCategory { get; init => field = value is null ? null : SavedName.Check(value, "The category", nameof(value)); }

    /// <summary>Gets the names of the inputs that the column becomes.</summary>
    internal IEnumerable<string> InputNames => Encoding is null ? [Name] : Encoding.Categories.Select(category => $"{Name}={category}");
}
