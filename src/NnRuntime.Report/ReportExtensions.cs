using System.Text;
using NnGen.Data;
using NnGen.Files;
using NnGen.Training;

namespace NnGen.Report;

/// <summary>Writes reports of training runs.</summary>
public static class ReportExtensions
{
    /// <summary>Writes a single HTML page about a training run: curves, norms, metrics, confusion matrix, mistakes and layers. The page is self-contained, runs
    /// no scripts and makes no network requests.</summary>
    /// <param name="network">The trained network.</param>
    /// <param name="path">Path of the file, such as "digits.html".</param>
    /// <param name="history">History of the training run.</param>
    /// <param name="data">Samples to evaluate the network on, which it was not trained on; normalized or, if the network knows its preprocessing, as measured.</param>
    /// <param name="options">What the report shows in addition to the history; null uses the defaults.</param>
    /// <exception cref="ArgumentException">The data do not match the network or there are none, or the image shape does not match the samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not a class of the network, or the number of mistakes is negative.</exception>
    /// <exception cref="IOException">The path is not that of a regular file, or the file cannot be written; an existing file is left unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file or its folder is denied; an existing file is left unchanged.</exception>
    public static void SaveReport<TSelf, TTarget>(this ITrainable<TSelf, TTarget> network, string path, TrainingHistory history, Dataset<TTarget> data, ReportOptions? options = null)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(history);
        DatasetCheck.ThrowIfMismatched<TSelf, TTarget>(data);
        options ??= new ReportOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxMistakes);
        IReadOnlyList<int>? shape = Shape(options, TSelf.Info);

        Evaluation evaluation = network.Evaluate(data);
        List<Mistake> mistakes = Mistake.Worst(network, network.Normalize(data), evaluation.ConfusionMatrix is not null, options.MaxMistakes);
        Page page = new(options.Title ?? TSelf.Info.Name);
        page.Add(Summary.Of(TSelf.Info, history, evaluation));
        page.Add(Curves.Of(history, options.Recorder));
        page.Add(Confusion.Of(evaluation, data.ClassNames));
        page.Add(Mistakes.Of(mistakes, evaluation, data, shape));
        page.Add(Tables.Layers(TSelf.Info));
        page.Add(Tables.Epochs(history));
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(page.ToString())));
    }

    private static IReadOnlyList<int>? Shape(ReportOptions options, NetworkInfo network)
    {
        if (options.ImageShape is not { } wanted)
        {
            return Picture.IsImage(network.InputShape) ? network.InputShape : null;
        }
        if (!Picture.IsImage(wanted) || (long)wanted[1] * wanted[2] != (double)network.InputLength / wanted[0])
        {
            throw new ArgumentException($"The image shape is ({string.Join(", ", wanted)}), but a sample of {network.Name} has {network.InputLength} floats, and an image is (channels, height, width) with 1 or 3 channels; set a shape that matches.", nameof(options));
        }
        return wanted;
    }
}
