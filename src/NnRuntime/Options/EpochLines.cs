using System.Globalization;

namespace NnGen.Training;

/// <summary>The output of Fit: one line per epoch if nothing else shows the progress and the standard output is not redirected.</summary>
internal sealed class EpochLines : IProgress<TrainingProgress>
{
    private EpochLines()
    {
    }

    /// <summary>Gets a marker for printing nothing.</summary>
    public static EpochLines Silent { get; } = new();

    /// <summary>Gets a marker for printing lines even if the output is redirected.</summary>
    public static EpochLines Always { get; } = new();

    void IProgress<TrainingProgress>.Report(TrainingProgress value)
    {
        // Both instances are only markers in the options; Fit replaces them.
    }

    /// <summary>Returns the options with a hook that prints the lines, if any are to be printed.</summary>
    public static FitOptions Resolve(FitOptions options, string network, bool isRedirected, Func<TextWriter> output)
    {
        bool isNamed = options.Progress is EpochLines, isDefault = options is { Progress: null, OnStep: null, OnEpoch: null } && !isRedirected;
        if (!isNamed && !isDefault)
        {
            return options;
        }
        Action<TrainingEpoch>? hook = options.OnEpoch;
        bool writes = isDefault || options.Progress == Always;
        return options with
        {
            Progress = null,
            OnEpoch = !writes ? hook : epoch =>
            {
                Write(output, Line(network, epoch, options.Epochs));
                hook?.Invoke(epoch);
            },
        };
    }

    private static string Line(string network, TrainingEpoch epoch, int epochs)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string line = string.Create(culture, $"{network}, epoch {epoch.Number} of {epochs}: loss {epoch.Loss:G4}");
        if (epoch.Accuracy is { } accuracy)
        {
            line += string.Create(culture, $", accuracy {100 * accuracy:F1} %");
        }
        if (epoch.ValidationLoss is { } loss)
        {
            line += string.Create(culture, $"; validation loss {loss:G4}");
        }
        if (epoch.ValidationAccuracy is { } validationAccuracy)
        {
            line += string.Create(culture, $", accuracy {100 * validationAccuracy:F1} %");
        }
        return line + string.Create(culture, $"; {epoch.Duration.TotalSeconds:F1} s");
    }

    // The first line opens the console, so that it is not opened if nothing is printed.
    private static void Write(Func<TextWriter> output, string line)
    {
        try
        {
            output().WriteLine(line);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // A closed terminal must not end training.
        }
    }
}
