using System.Globalization;
using System.Text;
using System.Text.Json;
using NnGen.Persistence;

namespace NnGen.Training;

/// <summary>What a training went through.</summary>
/// <param name="Epochs">The epochs in order, those before a resume among them.</param>
public sealed record TrainingHistory(IReadOnlyList<TrainingEpoch> Epochs)
{
    /// <summary>Number of the epoch, from 1, whose parameters early stopping restored; null without <see cref="FitOptions.EarlyStopping"/>.</summary>
    public int? RestoredEpoch { get; init; }

    /// <summary>Writes a table with a header, one line an epoch; what there is not is empty.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written; an older one is as it was.</exception>
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

    /// <summary>Writes an object with an array "epochs", whose objects have the columns of <see cref="SaveCsv"/>; what there is not is null,
    /// and a number that is not finite is the string NaN, Infinity or -Infinity. After early stopping "restored_epoch" is <see cref="RestoredEpoch"/>.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written; an older one is as it was.</exception>
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

    // The shortest text that gives the float or the double again, each in its own precision.
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
/// <param name="Loss">The mean training loss, each sample's taken before the step it took part in.</param>
/// <param name="Accuracy">The part of training samples that were right after the epoch, of as many as there are validation samples but at most
/// 500, spread evenly over the data; null where there is no validation or there are no classes.</param>
/// <param name="ValidationLoss">The mean loss on the validation data; null without.</param>
/// <param name="ValidationAccuracy">The part of validation samples that were right; null without classes.</param>
/// <param name="LearningRate">The rate of the last step.</param>
/// <param name="Duration">The time of the training steps.</param>
public sealed record TrainingEpoch(float Loss, double? Accuracy, float? ValidationLoss, double? ValidationAccuracy, float LearningRate, TimeSpan Duration)
{
    /// <summary>Number of the epoch within its call of Fit, from 1: its place in the history that Fit returns. A resumed run counts the epochs before it.</summary>
    public int Number { get; init; }
}
