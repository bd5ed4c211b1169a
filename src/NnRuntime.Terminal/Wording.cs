using System.Globalization;
using NnGen.Training;

namespace NnGen.Terminal;

/// <summary>Formats the text of the display, with a decimal point regardless of the culture.</summary>
internal static class Wording
{
    private const string Gap = "  ";

    /// <summary>Returns the line of a completed epoch with its results.</summary>
    public static string Epoch(string title, TrainingEpoch epoch, int epochs) => string.Join(Gap, new[]
    {
        title,
        $"epoch {epoch.Number}/{epochs}",
        Loss("loss", epoch.Loss),
        Accuracy("accuracy", epoch.Accuracy),
        Loss("validation loss", epoch.ValidationLoss),
        Accuracy("validation accuracy", epoch.ValidationAccuracy),
        string.Create(CultureInfo.InvariantCulture, $"{epoch.Duration.TotalSeconds:F1} s"),
    }.Where(static part => part.Length > 0));

    /// <summary>Returns the line of a completed epoch of which only the steps are known.</summary>
    public static string Epoch(string title, in TrainingProgress at) =>
        string.Join(Gap, new[] { title, $"epoch {at.Epoch}/{at.Epochs}", Loss("loss", at.Loss) }.Where(static part => part.Length > 0));

    /// <summary>Returns the text next to the bar; less important parts are omitted if it is too long.</summary>
    public static string Bar(string title, in TrainingProgress at, double? accuracy, Pace pace, int width)
    {
        string[] parts =
        [
            title,
            $"epoch {at.Epoch}/{at.Epochs}",
            Loss("loss", at.Loss),
            Accuracy("accuracy", accuracy),
            pace.StepsPerSecond > 0 ? string.Create(CultureInfo.InvariantCulture, $"{pace.StepsPerSecond:N0} batches/s") : "",
            pace.Left is { } left ? $"{Duration(left)} left" : "",
        ];
        foreach (int leastImportant in (ReadOnlySpan<int>)[0, 4, 3, 5])
        {
            if (parts.Sum(static part => part.Length > 0 ? part.Length + Gap.Length : 0) - Gap.Length <= width)
            {
                break;
            }
            parts[leastImportant] = "";
        }
        return string.Join(Gap, parts.Where(static part => part.Length > 0));
    }

    /// <summary>Formats minutes and seconds, and hours if there are any.</summary>
    public static string Duration(TimeSpan time)
    {
        // Rounded up, so that a run that is not finished never has 0:00 left.
        long seconds = (long)Math.Ceiling(time.TotalSeconds);
        return seconds < 3600 ? $"{seconds / 60}:{seconds % 60:00}" : $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}";
    }

    private static string Loss(string name, float? loss) => loss is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{name} {loss:F4}");

    private static string Accuracy(string name, double? accuracy) => accuracy is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{name} {100 * accuracy:F2} %");
}
