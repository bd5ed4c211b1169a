using System.Xml.Linq;
using NnGen.Training;

namespace NnGen.Report;

/// <summary>Shows the most important numbers.</summary>
internal static class Summary
{
    public static XElement Of(NetworkInfo network, TrainingHistory history, Evaluation evaluation)
    {
        (string Name, string? Value)[] facts =
        [
            ("accuracy", evaluation.Accuracy is { } accuracy ? Numbers.Percent(accuracy) : null),
            ("R²", evaluation is { Accuracy: null, RSquared: { } rSquared } ? Numbers.General(rSquared) : null),
            ("loss", Numbers.General(evaluation.Loss)),
            ("macro F1", evaluation.Scores is { } scores ? Numbers.General(scores.Macro.F1) : null),
            ("area under the ROC curve", evaluation.RocAuc is { } area ? Numbers.General(area) : null),
            ("mean absolute error", evaluation is { Accuracy: null, MeanAbsoluteError: { } absolute } ? Numbers.General(absolute) : null),
            ("root mean squared error", evaluation is { Accuracy: null, RootMeanSquaredError: { } squared } ? Numbers.General(squared) : null),
            ("epochs", Numbers.Whole(history.Epochs.Count)),
            ("training time", Numbers.Seconds(TimeSpan.FromSeconds(history.Epochs.Sum(static epoch => epoch.Duration.TotalSeconds)))),
            ("parameters", Numbers.Whole(network.ParameterCount)),
        ];
        return Page.Section("Result", new XElement("dl", new XAttribute("class", "facts"),
            facts.Where(static fact => fact.Value is not null).Select(static fact => new XElement("div", new XElement("dt", fact.Name), new XElement("dd", fact.Value)))));
    }
}
