using System.Globalization;
using System.Text;
using System.Text.Json;
using NnGen.Files;

namespace NnGen.Training;

/// <summary>The epochs of a training run, with the loss and metrics measured after each.</summary>
public sealed record TrainingHistory
{
    /// <summary>Gets the epochs in order, including those before a resume.</summary>
    public required IReadOnlyList<TrainingEpoch> Epochs { get; init; }

    /// <summary>Gets the number of the epoch, from 1, whose parameters early stopping restored; null without <see cref="FitOptions.EarlyStopping"/>.</summary>
    public int? RestoredEpoch { get; init; }

    /// <summary>Returns the number of epochs, the first and the last loss, and the last accuracy in one line.</summary>
    public override string ToString()
    {
        if (Epochs.Count == 0)
        {
            return "no epochs";
        }
        CultureInfo culture = CultureInfo.InvariantCulture;
        TrainingEpoch first = Epochs[0], last = Epochs[^1];
        string text = string.Create(culture, $"{Epochs.Count} epoch{(Epochs.Count == 1 ? "" : "s")}: loss {Range(first.Loss, last.Loss)}");
        if (last.ValidationLoss is { } loss)
        {
            text += string.Create(culture, $", validation loss {Range(first.ValidationLoss ?? loss, loss)}");
        }
        if ((last.ValidationAccuracy ?? last.Accuracy) is { } accuracy)
        {
            text += string.Create(culture, $", {(last.ValidationAccuracy is null ? "" : "validation ")}accuracy {100 * accuracy:F1} %");
        }
        return RestoredEpoch is { } restored ? text + string.Create(culture, $", parameters of epoch {restored} restored") : text;

        string Range(float from, float to) => Epochs.Count == 1 ? to.ToString("G4", culture) : string.Create(culture, $"{from:G4} → {to:G4}");
    }

    /// <summary>Writes a table with a header and one line per epoch; missing values are empty.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written. An existing file is unchanged.</exception>
    public void SaveCsv(string path)
    {
        StringBuilder text = new("epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate,duration_seconds\n");
        foreach (TrainingEpoch epoch in Epochs)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{epoch.Number},{epoch.Loss},{epoch.Accuracy},{epoch.ValidationLoss},{epoch.ValidationAccuracy},{epoch.LearningRate},{epoch.Duration.TotalSeconds}\n");
        }
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Writes an object with an array "epochs", whose objects have the columns of <see cref="SaveCsv"/>. Missing values are null, and a number that
    /// is not finite is the string NaN, Infinity or -Infinity. After early stopping, "restored_epoch" is <see cref="RestoredEpoch"/>.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written. An existing file is unchanged.</exception>
    public void SaveJson(string path) => AtomicFile.Write(path, stream =>
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        Write(json);
    });

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("epochs");
        foreach (TrainingEpoch epoch in Epochs)
        {
            json.WriteStartObject();
            json.WriteNumber("epoch", epoch.Number);
            Write(json, "loss", epoch.Loss);
            Write(json, "accuracy", epoch.Accuracy);
            Write(json, "validation_loss", epoch.ValidationLoss);
            Write(json, "validation_accuracy", epoch.ValidationAccuracy);
            Write(json, "learning_rate", epoch.LearningRate);
            json.WriteNumber("duration_seconds", epoch.Duration.TotalSeconds);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (RestoredEpoch is { } restored)
        {
            json.WriteNumber("restored_epoch", restored);
        }
        json.WriteEndObject();
    }

    // The shortest text that round-trips the float or the double, each in its own precision.
    private static void Write(Utf8JsonWriter json, string name, float? value)
    {
        if (value is not { } number)
        {
            json.WriteNull(name);
        }
        else if (float.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}

/// <summary>One pass over the training data.</summary>
public sealed record TrainingEpoch
{
    /// <summary>Gets the number of the epoch within its call of Fit, from 1, which is its position in the history. A resumed run counts the epochs before
    /// it.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the mean training loss. The loss of each sample is the one before the step that used it.</summary>
    public required float Loss { get; init; }

    /// <summary>Gets the fraction of training samples that are classified correctly after the epoch; null without validation data or without classes. It is
    /// measured on as many training samples as there are validation samples, but at most 500, spread evenly over the data.</summary>
    public double? Accuracy { get; init; }

    /// <summary>Gets the mean loss on the validation data; null without validation data.</summary>
    public float? ValidationLoss { get; init; }

    /// <summary>Gets the fraction of validation samples that are classified correctly; null without validation data or without classes.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>Gets the learning rate of the last step.</summary>
    public required float LearningRate { get; init; }

    /// <summary>Gets the time that the training steps took.</summary>
    public TimeSpan Duration { get; init; }
}
