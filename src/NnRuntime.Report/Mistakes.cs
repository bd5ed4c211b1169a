using System.Xml.Linq;
using NnGen.Data;
using NnGen.Training;

namespace NnGen.Report;

/// <summary>Shows the samples for which the network is most wrong.</summary>
internal static class Mistakes
{
    public static XElement? Of<TTarget>(List<Mistake> mistakes, Evaluation evaluation, Dataset<TTarget> data, IReadOnlyList<int>? shape)
        where TTarget : unmanaged
    {
        if (mistakes.Count == 0)
        {
            return null;
        }
        string[]? names = evaluation.ConfusionMatrix is { } counts ? Confusion.Names(counts.Classes, data.ClassNames) : null;
        return Page.Section(names is null ? "Largest errors" : "Worst mistakes",
            new XElement("p", names is null ? "Numbered as in the data, from 0. For several outputs, the one with the largest error is shown." : "The network was most confident about these, but wrong. Numbered as in the data, from 0."),
            shape is null ? Table(mistakes, names) : [Pictures(mistakes, names, data, shape)]);
    }

    private static XElement[] Table(List<Mistake> mistakes, string[]? names) => Page.Table(
        names is null ? "Targets and outputs" : "Classes", ["sample", names is null ? "target" : "actual", names is null ? "output" : "predicted"],
        mistakes.Select(mistake => (string[])[Numbers.Whole(mistake.Sample), Name(names, mistake.Actual), Name(names, mistake.Given)]));

    private static XElement Pictures<TTarget>(List<Mistake> mistakes, string[]? names, Dataset<TTarget> data, IReadOnlyList<int> shape)
        where TTarget : unmanaged
    {
        (float min, float max) = Picture.Range(mistakes.SelectMany(mistake => data.Input(mistake.Sample).ToArray()));
        return new("ul", new XAttribute("class", "pictures"), mistakes.Select(mistake =>
        {
            string actual = Name(names, mistake.Actual), given = Name(names, mistake.Given);
            return new XElement("li",
                new XElement("img",
                    new XAttribute("src", Picture.DataUri(data.Input(mistake.Sample), shape, min, max)),
                    new XAttribute("width", shape[2]), new XAttribute("height", shape[1]),
                    new XAttribute("alt", names is null ? $"Sample {mistake.Sample}, with the target {actual}" : $"Sample {mistake.Sample}, of class {actual}, taken for {given}")),
                new XElement("span", actual, new XElement("span", new XAttribute("class", "as"), " → "), new XElement("strong", given)),
                new XElement("small", $"#{mistake.Sample}"));
        }));
    }

    private static string Name(string[]? names, double value) => names is null ? Numbers.General(value) : names[(int)value];
}
