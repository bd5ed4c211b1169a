namespace NnGen.Report;

/// <summary>Contains the Euclidean norms after an epoch, one for each layer with parameters, in the order of <see cref="TrainingRecorder.LayerNames"/>.</summary>
public sealed record EpochNorms
{
    /// <summary>Gets the number of the epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Gets √Σθ² over the parameters of each layer.</summary>
    public required IReadOnlyList<double> Parameters { get; init; }

    /// <summary>Gets √Σ(∂L/∂θ)² of each layer, where L is the mean loss over the samples that the recorder sets aside.</summary>
    public required IReadOnlyList<double> Gradients { get; init; }
}
