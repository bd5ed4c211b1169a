using NnGen.CompilerServices;

namespace NnGen.Tests;

/// <summary>The number of inputs of a <see cref="NormalizedRegression{TSize}"/>.</summary>
internal interface IInputs
{
    static abstract int Count { get; }
}

/// <summary>As many inputs as have weights for several ranges.</summary>
internal readonly struct ManyInputs : IInputs
{
    public static int Count => 50_000;
}

/// <summary>So few that their weights are one range.</summary>
internal readonly struct FewInputs : IInputs
{
    public static int Count => 40;
}

/// <summary>A network of three phases: y = x̂·w + b with the squared error, where x̂ = (x − mean) / √(variance + ε), and mean and variance are those of each
/// input over the whole batch.</summary>
internal sealed class NormalizedRegression<TInputs> : ITrainable<NormalizedRegression<TInputs>, float>, IBackwardPhases<float>
    where TInputs : IInputs
{
    private const double Epsilon = 1e-5;

    private readonly float[] _parameters = new float[TInputs.Count + 1];

    // Σ x and Σ x² of each input over the samples of each shard.
    private readonly double[][] _sums = new double[16][];

    public NormalizedRegression(int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < TInputs.Count; i++)
        {
            _parameters[i] = random.NextSingle() - 0.5f;
        }
    }

    /// <summary>The phase and the shard or range that throw, if any.</summary>
    public (int Phase, int Item)? Failing { get; set; }

    public static NetworkInfo Info { get; } = new()
    {
        Name = "NormalizedRegression",
        InputShape = [TInputs.Count],
        OutputShape = [1],
        Layers = [new LayerInfo { Title = "Normalized Dense 1", OutputShape = [1], ParameterCount = TInputs.Count + 1, Flops = 10_000_000 }],
        Parameters = [new ParameterInfo { Name = "1.weight", Shape = [TInputs.Count], Offset = 0, Length = TInputs.Count }, new ParameterInfo { Name = "1.bias", Shape = [1], Offset = TInputs.Count, Length = 1 }],
    };

    public static int TargetLength => 1;

    public Span<float> Parameters => _parameters;

    public Span<float> State => default;

    public ReadOnlySpan<PhaseAxis> Phases => [PhaseAxis.Samples, PhaseAxis.Samples, PhaseAxis.Parameters];

    public static NormalizedRegression<TInputs> Create(int seed) => new(seed);

    // x̂ and dy of each sample.
    public static Workspace CreateWorkspace(int batchSize) => new((long)batchSize * (TInputs.Count + 1));

    public float RunSamples(int phase, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, in BatchShard shard, Workspace batch, Workspace own, in TrainingStep step)
    {
        Fail(phase, shard.Index);
        switch (phase)
        {
            case 0:
                SumShard(inputs, _sums[shard.Index] = new double[2 * TInputs.Count]);
                return 0;
            case 1:
                return Chain(inputs, targets, shard, WorkspaceLease.Share(batch, batch.Length, shard.BatchSize), step.Scale);
            default:
                throw Arguments.Phase(phase);
        }
    }

    public void RunParameters(int phase, ReadOnlySpan<float> inputs, Span<float> gradients, int from, int to, int shards, Workspace batch)
    {
        Fail(phase, from == 0 ? 0 : 1);
        int length = TInputs.Count, samples = inputs.Length / length;
        ReadOnlySpan<float> scratch = WorkspaceLease.Share(batch, batch.Length, samples);
        gradients[from..to].Clear();
        for (int i = 0; i < samples; i++)
        {
            float dy = scratch[(samples * length) + i];
            for (int k = from; k < to; k++)
            {
                gradients[k] += k == length ? dy : dy * scratch[(i * length) + k];
            }
        }
    }

    private static void SumShard(ReadOnlySpan<float> inputs, double[] sums)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            int k = i % TInputs.Count;
            sums[k] += inputs[i];
            sums[TInputs.Count + k] += (double)inputs[i] * inputs[i];
        }
    }

    private float Chain(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, in BatchShard shard, Span<float> scratch, float scale)
    {
        // Every shard adds the sums of all shards in their order.
        double[] total = new double[2 * TInputs.Count];
        foreach (double[] sums in _sums[..shard.Count])
        {
            for (int k = 0; k < total.Length; k++)
            {
                total[k] += sums[k];
            }
        }
        double loss = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            Span<float> row = scratch.Slice((shard.First + i) * TInputs.Count, TInputs.Count);
            float y = _parameters[TInputs.Count];
            for (int k = 0; k < row.Length; k++)
            {
                double mean = total[k] / shard.BatchSize, variance = (total[TInputs.Count + k] / shard.BatchSize) - (mean * mean);
                row[k] = (float)((inputs[(i * TInputs.Count) + k] - mean) / Math.Sqrt(variance + Epsilon));
                y += row[k] * _parameters[k];
            }
            scratch[(shard.BatchSize * TInputs.Count) + shard.First + i] = 2 * scale * (y - targets[i]);
            loss += (y - targets[i]) * (y - targets[i]);
        }
        return scale * (float)loss;
    }

    private void Fail(int phase, int item)
    {
        if (Failing == (phase, item))
        {
            throw new InvalidOperationException($"Item {item} of phase {phase} fails.");
        }
    }

    public float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, Span<float> gradients, Workspace workspace, in TrainingStep step) =>
        throw new NotSupportedException("A shard alone does not know the mean of the batch.");

    public float Backward(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients, Workspace? workspace = null) => throw new NotSupportedException();

    public float Loss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Workspace? workspace = null) => throw new NotSupportedException();

    public void BackwardFromOutput(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> gradients, Span<float> inputGradients, Workspace? workspace = null) => throw new NotSupportedException();

    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs, Workspace? workspace = null) => throw new NotSupportedException();
}
