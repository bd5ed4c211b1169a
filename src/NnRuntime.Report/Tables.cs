using System.Xml.Linq;
using NnGen.Training;

namespace NnGen.Report;

/// <summary>Shows details that are best looked up in a table.</summary>
internal static class Tables
{
    public static XElement Layers(NetworkInfo network) => Page.Section("Layers",
        new XElement("p", $"{network.Name} takes {Shape(network.InputShape)} and gives {Shape(network.OutputShape)}. Its loss is {network.Loss}."),
        Page.Table("Layers in order, shapes of one sample", ["layer", "output", "parameters", "operations"],
            network.Layers.Select(static layer => (string[])[layer.Title, Shape(layer.OutputShape), Numbers.Whole(layer.ParameterCount), Numbers.Whole(layer.Flops)])
                .Append(["all", "", Numbers.Whole(network.ParameterCount), Numbers.Whole(network.Flops)])));

    public static XElement? Epochs(TrainingHistory history) => history.Epochs.Count == 0 ? null : Page.Section("Epochs",
        new XElement("details", new XElement("summary", "All numbers"), Page.Table("What each epoch measured",
            ["epoch", "loss", "accuracy", "validation loss", "validation accuracy", "learning rate", "time"],
            history.Epochs.Select(static epoch => (string[])
            [
                Numbers.Whole(epoch.Number), Numbers.General(epoch.Loss), Percent(epoch.Accuracy), epoch.ValidationLoss is { } loss ? Numbers.General(loss) : "",
                Percent(epoch.ValidationAccuracy), Numbers.General(epoch.LearningRate), Numbers.Seconds(epoch.Duration),
            ]))));

    private static string Percent(double? value) => value is { } part ? Numbers.Percent(part) : "";

    private static string Shape(IReadOnlyList<int> shape) => string.Join(" × ", shape);
}
