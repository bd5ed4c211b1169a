using System.Buffers;
using System.Text;

namespace NnGen.Data;

/// <summary>Provides the names of inputs, targets and classes: a data set, a stream, the preprocessing saved with a network, or a schema itself.</summary>
public interface ISchemaProvider
{
    /// <summary>The names.</summary>
    DataSchema Schema { get; }
}

/// <summary>Names of the inputs, targets and classes of a data set. Two data sets, or a data set and a network, are matched by these names wherever they meet.</summary>
public sealed record DataSchema : ISchemaProvider
{
    /// <summary>A schema without names.</summary>
    public static DataSchema Empty { get; } = new();

    /// <summary>Names of the inputs, one for each float of a sample; empty where they have none. An input that is one category of a column is named <c>column=category</c>.</summary>
    public IReadOnlyList<string> InputNames { get; init => field = Copy(value); } = [];

    /// <summary>Names of the targets, one for each: of the floats of a regression, or of the column that the classes come from; empty where they have none.</summary>
    public IReadOnlyList<string> TargetNames { get; init => field = Copy(value); } = [];

    /// <summary>Names of the classes in the order of their numbers; empty where they have none.</summary>
    /// <exception cref="ArgumentException">A name is missing, or occurs twice.</exception>
    public IReadOnlyList<string> ClassNames { get; init => field = Distinct(Copy(value)); } = [];

    /// <summary>Columns of the table that the inputs come from, in order, with what was fitted to them; empty for data that do not come from a table.</summary>
    public IReadOnlyList<InputColumn> InputColumns { get; init; } = [];

    /// <summary>Columns of the table that are not used.</summary>
    public IReadOnlyList<string> IgnoredColumns { get; init; } = [];

    DataSchema ISchemaProvider.Schema => this;

    // So that nobody renames a class after it was compared.
    private static string[] Copy(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] copy = [.. names];

        // Half of a surrogate pair cannot be saved with a network: it would come back as another name.
        foreach (string name in copy)
        {
            if (name is not null && !IsWellFormed(name))
            {
                throw new ArgumentException($"The name {NameText.Quoted(name)} is not valid text: it has half of a surrogate pair.", nameof(names));
            }
        }
        return copy;
    }

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

    // Columns of files may share a name or have none; classes are found by theirs.
    private static string[] Distinct(string[] names)
    {
        Dictionary<string, int> numbers = new(names.Length, StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            if (string.IsNullOrEmpty(names[i]))
            {
                throw new ArgumentException($"The name of class {i} is missing; give each of the {names.Length} classes a name, or none of them.", nameof(names));
            }
            if (!numbers.TryAdd(names[i], i))
            {
                throw new ArgumentException($"Classes {numbers[names[i]]} and {i} are both named {NameText.Quoted(names[i])}; give each a name of its own.", nameof(names));
            }
        }
        return names;
    }
}

/// <summary>A column of a table that becomes one input, or one for each of its categories.</summary>
public sealed record InputColumn
{
    /// <summary>Name of the column.</summary>
    public required string Name { get; init; }

    /// <summary>The encoding of its categories; null for a column of numbers.</summary>
    public OneHotEncoding? Encoding { get; init; }

    /// <summary>The number for missing values; null where they are refused, and for columns of categories.</summary>
    public double? MissingNumber { get; init; }

    /// <summary>The category for missing values; null where they are refused, and for columns of numbers.</summary>
    public string? MissingCategory { get; init; }

    /// <summary>Names of its inputs.</summary>
    internal IEnumerable<string> InputNames => Encoding is null ? [Name] : Encoding.Categories.Select(category => $"{Name}={category}");
}
