namespace NnGen.Report;

/// <summary>Euclidean norms after an epoch, one for each layer with parameters, in the order of <see cref="TrainingRecorder.LayerNames"/>.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Parameters">√Σθ² over the parameters of the layer.</param>
/// <param name="Gradients">√Σ(∂L/∂θ)², where L is the mean loss of the samples that were set aside for this.</param>
public sealed record LayerNorms(int Epoch, IReadOnlyList<double> Parameters, IReadOnlyList<double> Gradients)
{
    /// <summary>The layers with parameters: "dense1" for the blocks "dense1.weight" and "dense1.bias".</summary>
    internal static string[] Layers(NetworkInfo network) => [.. network.Parameters.Select(Layer).Distinct()];

    /// <summary>The norm of each layer's part of a run that is laid out like the parameters.</summary>
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
