using NnGen.Data;

namespace NnGen.Training;

/// <summary>The names that a network learned with, against those of data that it meets.</summary>
internal static class NetworkSchema
{
    private const string LoadLike = "Load the latter with Like = train, which matches columns and classes by name.";

    /// <summary>Compares the names of training and validation data with each other and with those that the network knows.</summary>
    /// <returns>What the network is to know when it is trained on the data.</returns>
    /// <exception cref="ArgumentException">Names differ.</exception>
    public static Preprocessing Compare<TSelf>(INetwork<TSelf> network, ISchemaProvider train, ISchemaProvider? validation)
        where TSelf : class, INetwork<TSelf>
    {
        Preprocessing known = NetworkAttachments.PreprocessingOf(network) ?? new();
        SchemaComparison.Check(known.Schema, $"the data that {TSelf.Info.Name} knows", train.Schema, "the training data",
            "Load the latter with Like = train; or to train the network on other inputs or classes, call net.SetPreprocessing(null) first so that it forgets the former.", nameof(train));
        DataSchema schema = SchemaComparison.Merge(train.Schema, known.Schema);
        if (validation is not null)
        {
            SchemaComparison.Check(schema, "the training data", validation.Schema, "the validation data", LoadLike, nameof(validation));
        }
        return known with { Schema = schema };
    }

    /// <summary>Has a network remember what it is trained on, if there are names.</summary>
    public static void Remember<TSelf>(INetwork<TSelf> network, Preprocessing preprocessing)
        where TSelf : class, INetwork<TSelf>
    {
        DataSchema schema = preprocessing.Schema;
        if (schema.InputNames.Count + schema.TargetNames.Count + schema.ClassNames.Count > 0)
        {
            NetworkAttachments.Of(network).Preprocessing = preprocessing;
        }
    }

    /// <summary>Compares the names of data with those that the network knows.</summary>
    /// <exception cref="ArgumentException">They differ.</exception>
    public static void Check<TSelf>(INetwork<TSelf> network, ISchemaProvider data)
        where TSelf : class, INetwork<TSelf>
    {
        if (NetworkAttachments.PreprocessingOf(network) is { } known)
        {
            SchemaComparison.Check(known.Schema, $"the data that {TSelf.Info.Name} knows", data.Schema, "the data", LoadLike, nameof(data));
        }
    }

    /// <summary>Checks that a network has as many outputs as the data have classes.</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    public static void CheckClasses(NetworkInfo network, IReadOnlyList<string> classNames, string parameter)
    {
        int classes = Math.Max(2, network.OutputLength);
        if (classNames.Count > 0 && classNames.Count != classes)
        {
            throw new ArgumentException($"The dataset has {classNames.Count} classes ({NameText.List(classNames)}), but {network.Name} has {classes}; give its last layer {Outputs(classNames.Count)}, or load the data with Like = train if they lack classes of the training data.", parameter);
        }
    }

    private static string Outputs(int classes) => classes <= 2 ? "1 output with Sigmoid or 2 with Softmax" : $"{classes} outputs with Softmax";
}
