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

    /// <summary>Returns the layers with parameters: "dense1" for the blocks "dense1.weight" and "dense1.bias".</summary>
    internal static string[] Layers(NetworkInfo network) => [.. network.Parameters.Select(Layer).Distinct()];

    /// <summary>Returns the norm of each layer's part of an array that is laid out like the parameters.</summary>
    internal static double[] Of(NetworkInfo network, ReadOnlySpan<float> run)
    {
        string[] layers = Layers(network);
        double[] squares = new double[layers.Length];
        foreach (ParameterInfo block in network.Parameters)
        {
            int layer = Array.IndexOf(layers, Layer(block));
            foreach (float value in run.Slice(block.Offset, block.Length))
            {
                squares[layer] += (double)value * value;
            }
        }
        return [.. squares.Select(Math.Sqrt)];
    }

    private static string Layer(ParameterInfo block) => block.Name.Split('.')[0];
}
