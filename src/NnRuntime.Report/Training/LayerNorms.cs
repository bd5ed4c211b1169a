using NnGen.Data;

namespace NnGen.Training;

/// <summary>Measures the Euclidean norms of the parameters and gradients of a network, one for each layer with parameters.</summary>
/// <remarks>The gradients are computed on a few samples that are set aside, in one pass on a copy of the network, since the gradients of a step are no longer
/// available after it. Training has the same bits with and without the measurement.</remarks>
internal sealed class LayerNorms
{
    // Enough samples for stable norms, and few compared with an epoch.
    private const int MaxSamples = 256;

    private readonly Func<(double[] Parameters, double[] Gradients)> _measure;

    private LayerNorms(string[] names, Func<(double[] Parameters, double[] Gradients)> measure) => (Names, _measure) = (names, measure);

    /// <summary>Gets the layers with parameters, named as in saved files: "dense1" for the blocks "dense1.weight" and "dense1.bias".</summary>
    public string[] Names { get; }

    /// <summary>Creates the measurement of a network on samples that are spread evenly over the data.</summary>
    /// <exception cref="ArgumentException">The data do not match the network, or there are none.</exception>
    public static LayerNorms Create<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, Dataset<TTarget> data)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        DatasetCheck.ThrowIfMismatched<TSelf, TTarget>(data);
        int count = Math.Min(data.Count, MaxSamples);
        Dataset<TTarget> samples = data.Subset([.. Enumerable.Range(0, count).Select(i => (int)((long)i * data.Count / count))]);
        TSelf copy = TSelf.Create(0);
        float[] gradients = new float[network.Parameters.Length];
        string[] names = [.. TSelf.Info.Parameters.Select(Layer).Distinct()];
        return new LayerNorms(names, Measure);

        (double[], double[]) Measure()
        {
            network.Parameters.CopyTo(copy.Parameters);
            network.State.CopyTo(copy.State);

            // Measured data become what the network is trained on: it knows its normalization from the first step on.
            Dataset<TTarget> normalized = network.Normalize(samples);
            copy.Backward(normalized.Inputs, normalized.Targets, default, gradients, TSelf.CreateWorkspace(count), new TrainingStep(0, 0, 0, 1f / count));
            return (Of(names, TSelf.Info, copy.Parameters), Of(names, TSelf.Info, gradients));
        }
    }

    /// <summary>Returns the norms of the current parameters, and of the gradients of the mean loss over the samples.</summary>
    public (double[] Parameters, double[] Gradients) Measure() => _measure();

    // The norm of each layer's part of an array that is laid out like the parameters.
    private static double[] Of(string[] layers, NetworkInfo network, ReadOnlySpan<float> run)
    {
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
