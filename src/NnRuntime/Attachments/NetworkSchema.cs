using NnGen.Data;

namespace NnGen.Training;

/// <summary>Compares the names that a network was trained with to those of other data.</summary>
internal static class NetworkSchema
{
    private const string LoadLike = "Load the latter with Like = train, which matches columns and classes by name.";

    /// <summary>Compares the names of training and validation data with each other and with those of the network.</summary>
    /// <returns>The preprocessing to attach to the network when it is trained on the data.</returns>
    /// <exception cref="ArgumentException">The names differ.</exception>
    public static Preprocessing Compare<TSelf>(INetwork<TSelf> network, ISchemaProvider train, ISchemaProvider? validation)
        where TSelf : class, INetwork<TSelf>
    {
        if (train.Schema.ClassNames.Count > 0 && OutputMeaning<TSelf>.Value == OutputMeaning.Values)
        {
            throw new ArgumentException($"The training data have the class names {Excerpt.List(train.Schema.ClassNames)}, but {TSelf.Info.Name} predicts numbers; leave out ClassNames, or end the network with Softmax.", nameof(train));
        }
        Preprocessing known = NetworkAttachments.PreprocessingOf(network) ?? new();
        SchemaComparison.Check(known.Schema, $"the data that {TSelf.Info.Name} was trained on", train.Schema, "the training data",
            "Load the latter with Like = train; or, to train the network on other inputs or classes, call net.SetPreprocessing(null) first to discard the former.", nameof(train));
        DataSchema schema = SchemaComparison.Merge(train.Schema, known.Schema);
        if (validation is not null)
        {
            SchemaComparison.Check(schema, "the training data", validation.Schema, "the validation data", LoadLike, nameof(validation));
        }
        return known with { Schema = schema };
    }

    /// <summary>Attaches the preprocessing to a network, if it has names.</summary>
    public static void Remember<TSelf>(INetwork<TSelf> network, Preprocessing preprocessing)
        where TSelf : class, INetwork<TSelf>
    {
        DataSchema schema = preprocessing.Schema;
        if (schema.InputNames.Count + schema.TargetNames.Count + schema.ClassNames.Count > 0)
        {
            NetworkAttachments.Of(network).Preprocessing = preprocessing;
        }
    }

    /// <summary>Compares the names of data with those of the network.</summary>
    /// <exception cref="ArgumentException">The names differ.</exception>
    public static void Check<TSelf>(INetwork<TSelf> network, ISchemaProvider data)
        where TSelf : class, INetwork<TSelf>
    {
        if (NetworkAttachments.PreprocessingOf(network) is { } known)
        {
            SchemaComparison.Check(known.Schema, $"the data that {TSelf.Info.Name} was trained on", data.Schema, "the data", LoadLike, nameof(data));
        }
    }

    /// <summary>Checks that the outputs of a network match the number of classes of the data.</summary>
    /// <exception cref="ArgumentException">They do not match.</exception>
    public static void CheckClasses(NetworkInfo network, IReadOnlyList<string> classNames, string parameter)
    {
        int classes = Math.Max(2, network.OutputLength);
        if (classNames.Count > 0 && classNames.Count != classes)
        {
            throw new ArgumentException($"The dataset has {classNames.Count} classes ({Excerpt.List(classNames)}), but {network.Name} has {classes}; give its last layer {Outputs(classNames.Count)}, or load the data with Like = train if they lack classes of the training data.", parameter);
        }
    }

    /// <summary>Returns the number of the inputs of data, and their names.</summary>
    public static string Inputs(ISchemaProvider data, int count) => $"{Excerpt.Count(count, "input")}{(data.Schema.InputNames is { Count: > 0 } names ? $" ({Excerpt.List(names)})" : "")}";

    /// <summary>Returns what to do about data with a number of inputs that a network does not take.</summary>
    public static string InputAdvice(NetworkInfo network, int inputs) => network.InputShape.Count == 1
        ? $"pass the inputs that it takes, or declare it with [Network({inputs})]"
        : $"pass images of the shape {string.Join('×', network.InputShape)}, or declare it with the shape of the data";

    private static string Outputs(int classes) => classes <= 2 ? "1 output with Sigmoid or 2 with Softmax" : $"{classes} outputs with Softmax";
}
