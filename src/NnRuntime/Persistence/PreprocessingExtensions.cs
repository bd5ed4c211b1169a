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
    /// <param name="preprocessing">The normalization and the names. Missing normalizations are those of the training data that Fit was given; null discards all, so that the network can be trained on other inputs or classes.</param>
    /// <exception cref="ArgumentException">The names or the normalization do not match the network, or Fit trained it on data with a different normalization.</exception>
    public static void SetPreprocessing<TSelf>(this INetwork<TSelf> network, Preprocessing? preprocessing)
        where TSelf : class, INetwork<TSelf>
    {
        ArgumentNullException.ThrowIfNull(network);
        if (preprocessing is not null && Misfit(preprocessing, TSelf.Info, network is IClassifier) is { } misfit)
        {
            throw new ArgumentException(misfit, nameof(preprocessing));
        }
        if (preprocessing is not null)
        {
            NetworkScale.Check(network, preprocessing);
            preprocessing = NetworkScale.Complete(network, preprocessing);
        }
        NetworkAttachments attachments = NetworkAttachments.Of(network);
        (attachments.Preprocessing, attachments.Fitted) = (preprocessing, preprocessing is null ? null : attachments.Fitted);
    }

    /// <summary>Normalizes a dataset as Evaluate does: the inputs, and the targets of a regression, with the preprocessing of the network, unless
    /// <see cref="Normalization"/> was applied already. Use it before Forward, Classify and ParallelEvaluator, which expect the data that the network was trained on.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The data, measured or normalized. If Fit trained the network on data that Normalization did not return, such data are returned unchanged.</param>
    /// <returns>The data as the network expects them; the same object if nothing has to be changed.</returns>
    /// <exception cref="ArgumentException">The data have a different normalization than the network expects, or do not match the normalization; or they are not normalized, but the network was
    /// trained on normalized data and has no preprocessing.</exception>
    public static Dataset<TTarget> Normalize<TSelf, TTarget>(this INetwork<TSelf> network, Dataset<TTarget> data)
        where TSelf : class, INetwork<TSelf>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        return NetworkScale.Scaled(network, data).Data;
    }

    /// <summary>Returns a message about what does not match a network; null if everything does.</summary>
    internal static string? Misfit(Preprocessing preprocessing, NetworkInfo network, bool isClassifier)
    {
        int classes = Math.Max(2, network.OutputLength);
        return Wrong("normalized inputs", preprocessing.Inputs?.Offsets.Count, network.InputLength, "inputs")
            ?? Wrong("names of inputs", Count(preprocessing.Schema.InputNames), network.InputLength, "inputs")
            ?? (isClassifier
                ? Wrong("class names", Count(preprocessing.ClassNames), classes, "classes")
                : Wrong("normalized targets", preprocessing.Targets?.Offsets.Count, network.OutputLength, "outputs")
                    ?? Wrong("names of targets", Count(preprocessing.Schema.TargetNames), network.OutputLength, "outputs"));

        string? Wrong(string what, int? count, int expected, string of) =>
            count is { } given && given != expected ? $"The preprocessing has {given} {what}, but {network.Name} has {expected} {of}; pass the preprocessing of the network's own training data." : null;
    }

    private static int? Count(IReadOnlyList<string> names) => names.Count > 0 ? names.Count : null;
}
