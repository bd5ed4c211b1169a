using System.Globalization;
using System.Xml.Linq;
using NnGen.Training;

namespace NnGen.Report;

/// <summary>Shows which classes are confused with which.</summary>
internal static class Confusion
{
    // A larger matrix would be unreadable; the most frequent pairs are more informative.
    private const int MostClasses = 25, MostPairs = 25;

    public static XElement? Of(Evaluation evaluation, IReadOnlyList<string> classNames)
    {
        if (evaluation is not { ConfusionMatrix: { } counts, Scores: { } scores })
        {
            return null;
        }
        string[] names = Names(counts.Classes, classNames);
        return Page.Section("Classes", names.Length <= MostClasses ? Matrix(counts, names) : Pairs(counts, names), Scores(scores, names));
    }

    /// <summary>Gets the names of the classes, or their numbers if they have no names.</summary>
    public static string[] Names(int classes, IReadOnlyList<string> names) =>
        names.Count == classes ? [.. names] : [.. Enumerable.Range(0, classes).Select(static i => i.ToString(CultureInfo.InvariantCulture))];

    private static XElement[] Matrix(ConfusionMatrix counts, string[] names)
    {
        int[] all = [.. Enumerable.Range(0, names.Length)];
        const string Caption = "Confusion matrix: actual classes in rows, predicted ones in columns";
        return Page.Scrolling(Caption, new XElement("table", new XAttribute("class", "confusion"),
            new XElement("thead", new XElement("tr", new XElement("td"), all.Select(j => new XElement("th", new XAttribute("scope", "col"), names[j])))),
            new XElement("tbody", all.Select(i => new XElement("tr", new XElement("th", new XAttribute("scope", "row"), names[i]), all.Select(j => Cell(i, j)))))));

        XElement Cell(int actual, int predicted)
        {
            int count = counts[actual, predicted];
            double part = all.Sum(j => (long)counts[actual, j]) is > 0 and var sum ? (double)count / sum : 0;

            // Square root of the fraction, so that a few mistakes among many samples are visible as well.
            return new XElement("td",
                new XAttribute("class", count == 0 ? "none" : actual == predicted ? "right" : "wrong"),
                new XAttribute("style", string.Create(CultureInfo.InvariantCulture, $"--part:{100 * Math.Sqrt(part):0}%")),
                new XAttribute("title", $"{names[actual]} taken for {names[predicted]}: {Numbers.Whole(count)}, {Numbers.Percent(part)} of {names[actual]}"),
                Numbers.Whole(count));
        }
    }

    private static XElement[] Pairs(ConfusionMatrix counts, string[] names) => Page.Table("The most frequent mistakes", ["actual", "predicted", "samples"], (
        from pair in counts.Counts
        where pair.Actual != pair.Predicted
        orderby pair.Count descending
        select (string[])[names[pair.Actual], names[pair.Predicted], Numbers.Whole(pair.Count)]).Take(MostPairs));

    private static XElement Scores(ClassificationScores scores, string[] names) => new("details", new XElement("summary", "Precision, recall and F1"),
        Page.Table("Scores of each class", ["class", "precision", "recall", "F1", "samples"],
            names.Zip(scores.Classes).Append(("macro average", scores.Macro)).Append(("weighted average", scores.Weighted)).Select(static row =>
                (string[])[row.Item1, Numbers.Percent(row.Item2.Precision), Numbers.Percent(row.Item2.Recall), Numbers.Percent(row.Item2.F1), Numbers.Whole(row.Item2.Support)])));
}
