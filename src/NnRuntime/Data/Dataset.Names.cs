using System.Runtime.InteropServices;

namespace NnGen.Data;

/// <content>Names the inputs, targets and classes.</content>
public sealed partial class Dataset<TTarget>
{
    private DataSchema _schema = DataSchema.Empty;

    /// <summary>Gets or sets the names of the inputs, targets and classes. They are empty unless the data were loaded with names or names were set.</summary>
    /// <remarks>Parts and normalized copies keep the names. Setting names does not change copies that were made before.</remarks>
    /// <exception cref="ArgumentException">The number of names differs from the number of inputs or targets, or a sample belongs to a class without a name.</exception>
    public DataSchema Schema
    {
        get => _schema;
        set => _schema = Checked(value, nameof(value));
    }

    /// <summary>Gets or sets the names of the classes in the order of their numbers; empty if the classes have no names.</summary>
    /// <exception cref="ArgumentException">A name is missing or occurs twice, or a sample belongs to a class without a name.</exception>
    public IReadOnlyList<string> ClassNames
    {
        get => _schema.ClassNames;
        set => Schema = _schema with { ClassNames = value };
    }

    /// <summary>Gets or sets the names of the inputs, one for each float of a sample; empty if the inputs have no names.</summary>
    /// <exception cref="ArgumentException">The number of names differs from the number of inputs.</exception>
    public IReadOnlyList<string> InputNames
    {
        get => _schema.InputNames;
        set => Schema = _schema with { InputNames = value };
    }

    /// <summary>Sets names that were passed as a parameter of another method.</summary>
    internal void SetSchema(DataSchema schema, string parameter) => _schema = Checked(schema, parameter);

    private DataSchema Checked(DataSchema schema, string parameter)
    {
        ArgumentNullException.ThrowIfNull(schema, parameter);
        if (schema.InputNames.Count > 0 && schema.InputNames.Count != InputLength)
        {
            throw new ArgumentException($"There are {schema.InputNames.Count} names of inputs ({Excerpt.List(schema.InputNames)}), but a sample has {InputLength} inputs; name all inputs, or none.", parameter);
        }
        if (schema.TargetNames.Count > 0 && schema.TargetNames.Count != TargetLength)
        {
            throw new ArgumentException($"There are {schema.TargetNames.Count} names of targets ({Excerpt.List(schema.TargetNames)}), but a sample has {TargetLength} targets; name all targets, or none.", parameter);
        }
        if (typeof(TTarget) == typeof(int) && schema.ClassNames.Count > 0)
        {
            // The network rejects a class below 0 with a better message.
            ReadOnlySpan<int> classes = MemoryMarshal.Cast<TTarget, int>(Targets);
            int nameless = classes.IndexOfAnyInRange(schema.ClassNames.Count, int.MaxValue);
            if (nameless >= 0)
            {
                throw new ArgumentException($"There are {schema.ClassNames.Count} class names ({Excerpt.List(schema.ClassNames)}), but sample {nameless / TargetLength} is of class {classes[nameless]}; name all classes in the order of their numbers.", parameter);
            }
        }
        return schema;
    }
}
