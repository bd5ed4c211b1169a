using System.Text;
using NnGen.Data;
using NnGen.Persistence;
using NnGen.Training;

namespace NnGen.Report;

/// <summary>Writes reports of trainings.</summary>
public static class ReportExtensions
{
    /// <summary>Writes one HTML page about a training: curves, norms, metrics, confusion matrix, mistakes and layers. It holds all that it shows, runs
    /// no script and asks no network.</summary>
    /// <param name="network">The network as it was trained.</param>
    /// <param name="path">The file, such as "digits.html".</param>
    /// <param name="history">What the training went through.</param>
    /// <param name="data">Samples to judge the network by, which it has not learned from.</param>
    /// <param name="options">What is shown beside that; null means the defaults.</param>
    /// <exception cref="ArgumentException">The data do not fit the network or there are none, or the image shape does not fit the samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is not a class of the network, or the number of mistakes is negative.</exception>
    /// <exception cref="IOException">The path does not name a regular file, or it cannot be written; an older file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder may not be written; an older file is as it was.</exception>
    public static void SaveReport<TSelf, TTarget>(this ITrainable<TSelf, TTarget> network, string path, TrainingHistory history, Dataset<TTarget> data, ReportOptions? options = null)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(history);
        ReportData.Check<TSelf, TTarget>(data);
        options ??= new ReportOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.Mistakes);
        IReadOnlyList<int>? shape = Shape(options, TSelf.Info);

        Evaluation evaluation = network.Evaluate(data);
        List<Mistake> mistakes = Mistake.Worst(network, data, evaluation.ConfusionMatrix is not null, options.Mistakes);
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
            throw new ArgumentException($"The image shape is ({string.Join(", ", wanted)}), but a sample of {network.Name} has {network.InputLength} floats, and an image is (channels, height, width) with 1 or 3 channels.", nameof(options));
        }
        return wanted;
    }
}
