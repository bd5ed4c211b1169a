using System.Runtime.InteropServices;

namespace NnGen.Data;

/// <content>Names of inputs, targets and classes.</content>
public sealed partial class Dataset<TTarget>
{
    private DataSchema _schema = DataSchema.Empty;

    /// <summary>Names of the inputs, targets and classes. Empty unless the data came with names or were given some.</summary>
    /// <remarks>Parts and normalized copies keep the names; those made before a change keep the former ones.</remarks>
    /// <exception cref="ArgumentException">There is not one name for each input or target, or a sample is of a class without a name.</exception>
    public DataSchema Schema
    {
        get => _schema;
        set => _schema = Checked(value);
    }

    /// <summary>Names of the classes in the order of their numbers; empty where they have none.</summary>
    /// <exception cref="ArgumentException">A name is missing or occurs twice, or a sample is of a class without a name.</exception>
    public IReadOnlyList<string> ClassNames
    {
        get => _schema.ClassNames;
        set => Schema = _schema with { ClassNames = value };
    }

    /// <summary>Names of the inputs, one for each float of a sample; empty where they have none.</summary>
    /// <exception cref="ArgumentException">There is not one name for each input.</exception>
    public IReadOnlyList<string> InputNames
    {
        get => _schema.InputNames;
        set => Schema = _schema with { InputNames = value };
    }

    private DataSchema Checked(DataSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (schema.InputNames.Count > 0 && schema.InputNames.Count != InputLength)
        {
            throw new ArgumentException($"There are {schema.InputNames.Count} names of inputs ({NameText.List(schema.InputNames)}), but a sample has {InputLength} inputs; give each a name, or none of them.", nameof(schema));
        }
        if (schema.TargetNames.Count > 0 && schema.TargetNames.Count != TargetLength)
        {
            throw new ArgumentException($"There are {schema.TargetNames.Count} names of targets ({NameText.List(schema.TargetNames)}), but a sample has {TargetLength} targets; give each a name, or none of them.", nameof(schema));
        }
        if (typeof(TTarget) == typeof(int) && schema.ClassNames.Count > 0)
        {
            // A class below 0 is refused by the network, with a better message.
            ReadOnlySpan<int> classes = MemoryMarshal.Cast<TTarget, int>(Targets);
            int nameless = classes.IndexOfAnyInRange(schema.ClassNames.Count, int.MaxValue);
            if (nameless >= 0)
            {
                throw new ArgumentException($"There are {schema.ClassNames.Count} class names ({NameText.List(schema.ClassNames)}), but sample {nameless / TargetLength} is of class {classes[nameless]}; name all classes in the order of their numbers.", nameof(schema));
            }
        }
        return schema;
    }
}
