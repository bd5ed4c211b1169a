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
    public IReadOnlyList<string> InputNames { get; init; } = [];

    /// <summary>Names of the targets of a regression, one for each float; empty where they have none.</summary>
    public IReadOnlyList<string> TargetNames { get; init; } = [];

    /// <summary>Names of the classes in the order of their numbers; empty where they have none.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    DataSchema ISchemaProvider.Schema => this;
}
