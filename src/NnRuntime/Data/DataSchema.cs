namespace NnRuntime.Data;

/// <summary>Provides the names of inputs, targets and classes: a data set, a stream, the preprocessing saved with a network, or a schema itself.</summary>
public interface ISchemaProvider
{
    /// <summary>The names.</summary>
    DataSchema Schema { get; }
}

/// <summary>Names of the inputs, targets and classes of a data set. Two data sets, or a data set and a network, are matched by these names wherever they meet.</summary>
public sealed class DataSchema : ISchemaProvider
{
    /// <summary>A schema without names.</summary>
    public static DataSchema Empty { get; } = new();

    /// <summary>Names of the inputs, one for each float of a sample; empty where they have none.</summary>
    public IReadOnlyList<string> InputNames { get; init => field = Copy(value); } = [];

    /// <summary>Names of the targets of a regression, one for each float; empty where they have none.</summary>
    public IReadOnlyList<string> TargetNames { get; init => field = Copy(value); } = [];

    /// <summary>Names of the classes in the order of their numbers; empty where they have none.</summary>
    /// <exception cref="ArgumentException">A name is missing, or occurs twice.</exception>
    public IReadOnlyList<string> ClassNames { get; init => field = Distinct(Copy(value)); } = [];

    DataSchema ISchemaProvider.Schema => this;

    /// <summary>Returns the same schema with other names; null keeps those that it has.</summary>
    internal DataSchema With(IReadOnlyList<string>? inputNames = null, IReadOnlyList<string>? targetNames = null, IReadOnlyList<string>? classNames = null) =>
        new() { InputNames = inputNames ?? InputNames, TargetNames = targetNames ?? TargetNames, ClassNames = classNames ?? ClassNames };

    // So that nobody renames a class after it was compared.
    private static string[] Copy(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return [.. names];
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
