namespace NnGen.Report;

/// <summary>Specifies what a report shows in addition to the history.</summary>
public sealed record ReportOptions
{
    /// <summary>Gets the heading; null uses the name of the network.</summary>
    public string? Title { get; init; }

    /// <summary>Gets the recorder of norms by layer, and of loss and learning rate within epochs. Null omits the norms.</summary>
    public TrainingRecorder? Recorder { get; init; }

    /// <summary>Gets the shape in which a sample is drawn, as (channels, height, width) with 1 or 3 channels. Null uses the input shape of the network if it is such an
    /// image, and otherwise draws nothing.</summary>
    public IReadOnlyList<int>? ImageShape { get; init; }

    /// <summary>Gets the maximum number of mistakes that are shown, at least 0.</summary>
    public int MaxMistakes { get; init; } = 24;
}
