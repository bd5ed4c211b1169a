using NnGen.Data;
using NnGen.Training;

namespace NnGen;

/// <summary>Gets and sets the preprocessing that is attached to a network: the names of inputs and classes, and their normalization.</summary>
public static class PreprocessingExtensions
{
    /// <summary>Returns the preprocessing of the network: the names from its training data, and everything that it was saved or loaded with.</summary>
    /// <param name="network">The network.</param>
    /// <returns>The preprocessing; null if nothing is known.</returns>
    public static Preprocessing? GetPreprocessing<TSelf>(this INetwork<TSelf> network)
        where TSelf : class, INetwork<TSelf>
    {
        ArgumentNullException.ThrowIfNull(network);
        return NetworkAttachments.PreprocessingOf(network);
    }

    /// <summary>Sets the preprocessing of the network, for example after a custom training loop. Predict then normalizes with it and names the classes, Save
    /// writes it, and Fit and Evaluate compare names with it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="preprocessing">The normalization and the names. Missing names and normalizations are those of the training data that Fit was given; null discards all, so that the network can be trained on other inputs or classes.</param>
    /// <exception cref="ArgumentException">The names or the normalization do not match the network, or differ from those that it knows from its training data or its file.</exception>
    public static void SetPreprocessing<TSelf>(this INetwork<TSelf> network, Preprocessing? preprocessing)
        where TSelf : class, INetwork<TSelf>
    {
        ArgumentNullException.ThrowIfNull(network);
        preprocessing = preprocessing is null ? null : Completed(network, preprocessing);
        NetworkAttachments attachments = NetworkAttachments.Of(network);
        (attachments.Preprocessing, attachments.Fitted) = (preprocessing, preprocessing is null ? null : attachments.Fitted);
    }

    /// <summary>Normalizes a dataset as Evaluate does: the inputs, and the targets of a regression, with the preprocessing of the network, unless
    /// <see cref="Normalization"/> was applied already. Use it before Forward, Classify and ParallelEvaluator, which expect the data that the network was trained on.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The data, measured or normalized. Data that <see cref="Normalization"/> did not return are taken as measured.</param>
    /// <returns>The data as the network expects them; the same object if nothing has to be changed.</returns>
    /// <exception cref="ArgumentException">The data have a different normalization than the network expects, or do not match the normalization; or the network was
    /// trained on data that Normalization did not return, and given a normalization later.</exception>
    public static Dataset<TTarget> Normalize<TSelf, TTarget>(this INetwork<TSelf> network, Dataset<TTarget> data)
        where TSelf : class, INetwork<TSelf>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        return NetworkScale.Scaled(network, data).Data;
    }

    /// <summary>Returns a preprocessing that matches what is known about the data of a network, and is completed by it.</summary>
    /// <exception cref="ArgumentException">It does not match the network, or its names or normalizations differ from those of the network's data.</exception>
    internal static Preprocessing Completed<TSelf>(INetwork<TSelf> network, Preprocessing preprocessing)
        where TSelf : class, INetwork<TSelf>
    {
        if (Misfit(network, preprocessing) is { } misfit)
        {
            throw new ArgumentException(misfit, nameof(preprocessing));
        }
        NetworkScale.Check(network, preprocessing);
        preprocessing = NetworkScale.Complete(network, preprocessing)!;
        if (NetworkAttachments.PreprocessingOf(network) is not { } known)
        {
            return preprocessing;
        }
        SchemaComparison.Check(known.Schema, "the data of the network", preprocessing.Schema, "the preprocessing",
            "Pass the names that the network was trained with, or call net.SetPreprocessing(null) first to discard them.", nameof(preprocessing));
        return preprocessing with { Schema = SchemaComparison.Merge(preprocessing.Schema, known.Schema) };
    }

    /// <summary>Returns a message about what does not match a network; null if everything does.</summary>
    internal static string? Misfit<TSelf>(INetwork<TSelf> of, Preprocessing preprocessing)
        where TSelf : class, INetwork<TSelf>
    {
        NetworkInfo network = TSelf.Info;
        bool isRegression = OutputMeaning<TSelf>.Value == OutputMeaning.Values;
        if (isRegression ? preprocessing.ClassNames.Count > 0 : preprocessing.Targets is not null)
        {
            return isRegression
                ? $"The preprocessing has the class names {Excerpt.List(preprocessing.ClassNames)}, but {network.Name} predicts numbers; leave out ClassNames."
                : $"The preprocessing has a normalization of targets, but the targets of {network.Name} are classes or probabilities, which have no scale; leave out Targets.";
        }
        int classes = Math.Max(2, network.OutputLength);
        return Wrong("normalized inputs", preprocessing.Inputs?.Offsets.Count, network.InputLength, "inputs")
            ?? Wrong("names of inputs", Count(preprocessing.Schema.InputNames), network.InputLength, "inputs")
            ?? (of is IClassifier
                ? Wrong("class names", Count(preprocessing.ClassNames), classes, "classes")
                : Wrong("normalized targets", preprocessing.Targets?.Offsets.Count, network.OutputLength, "outputs")
                    ?? Wrong("names of targets", Count(preprocessing.Schema.TargetNames), network.OutputLength, "outputs"));

        string? Wrong(string what, int? count, int expected, string of) =>
            count is { } given && given != expected ? $"The preprocessing has {given} {what}, but {network.Name} has {expected} {of}; pass the preprocessing of the network's own training data." : null;
    }

    private static int? Count(IReadOnlyList<string> names) => names.Count > 0 ? names.Count : null;
}
