namespace NnGen.Report;

/// <summary>What a report shows beside the history.</summary>
public sealed record ReportOptions
{
    /// <summary>The headline; null takes the name of the network.</summary>
    public string? Title { get; init; }

    /// <summary>What a recorder noted: norms by layer, and loss and learning rate within epochs. Null leaves the norms out.</summary>
    public TrainingRecorder? Recorder { get; init; }

    /// <summary>How a sample is drawn, as (channels, height, width) with 1 or 3 channels. Null takes the input shape of the network where that is such an
    /// image, and otherwise draws nothing.</summary>
    public IReadOnlyList<int>? ImageShape { get; init; }

    /// <summary>The most mistakes that are shown, at least 0.</summary>
    public int Mistakes { get; init; } = 24;
}
