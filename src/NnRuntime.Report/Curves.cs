using System.Xml.Linq;
using NnGen.Training;

namespace NnGen.Report;

/// <summary>Shows the progress of a training run in charts.</summary>
internal static class Curves
{
    // More lines cannot be distinguished.
    private const int MostLayers = 2 * Chart.Colors;

    public static XElement? Of(TrainingHistory history, TrainingRecorder? recorder)
    {
        IReadOnlyList<TrainingEpoch> epochs = history.Epochs;
        List<Chart> charts =
        [
            new("Loss", [.. Within(recorder, "training, by step", static step => step.Loss, isFaint: true), By(epochs, "training", static epoch => epoch.Loss), By(epochs, "validation", static epoch => epoch.ValidationLoss)], Numbers.General, mayBeLogarithmic: true),
            new("Accuracy", [By(epochs, "training", static epoch => epoch.Accuracy), By(epochs, "validation", static epoch => epoch.ValidationAccuracy)], Numbers.Percent, mayBeLogarithmic: false),
            new("Learning rate", recorder is { Steps.Count: > 0 } ? Within(recorder, "by step", static step => step.LearningRate) : [By(epochs, "last of the epoch", static epoch => epoch.LearningRate)], Numbers.General, mayBeLogarithmic: false),
        ];
        string? left = null;
        if (recorder is { Norms.Count: > 0 })
        {
            string[] layers = [.. recorder.LayerNames];
            int[] shown = [.. Enumerable.Range(0, Math.Min(layers.Length, MostLayers)).Select(i => (int)((long)i * layers.Length / Math.Min(layers.Length, MostLayers)))];
            charts.Add(new("Norm of parameters", shown.Select(layer => By(recorder, layers, layer, static norms => norms.Parameters)), Numbers.General, mayBeLogarithmic: true));
            charts.Add(new("Norm of gradients", shown.Select(layer => By(recorder, layers, layer, static norms => norms.Gradients)), Numbers.General, mayBeLogarithmic: true));
            left = layers.Length > shown.Length ? $"Norms of {shown.Length} of the {layers.Length} layers with parameters, spread evenly." : null;
        }
        XElement[] figures = [.. charts.Where(static chart => !chart.IsEmpty).Select(static chart => chart.Figure())];
        return figures.Length == 0 ? null : Page.Section("Training", new XElement("div", new XAttribute("class", "charts"), figures), left is null ? null : new XElement("p", left));
    }

    private static Curve By(IReadOnlyList<TrainingEpoch> epochs, string name, Func<TrainingEpoch, double?> value) =>
        new(name, [.. epochs.Select(epoch => ((double)epoch.Number, value(epoch) ?? double.NaN))]);

    private static Curve By(TrainingRecorder recorder, string[] layers, int layer, Func<EpochNorms, IReadOnlyList<double>> value) =>
        new(layers[layer], [.. recorder.Norms.Select(norms => ((double)norms.Epoch, value(norms)[layer]))]);

    private static Curve[] Within(TrainingRecorder? recorder, string name, Func<StepPoint, double> value, bool isFaint = false) =>
        recorder is null ? [] : [new(name, [.. recorder.Steps.Select(step => (step.Epoch, value(step)))], isFaint)];
}
