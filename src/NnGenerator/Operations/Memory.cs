using NnGenerator.Ir;

namespace NnGenerator.Operations;

/// <summary>What operations compute with in double precision: the numbers of their tensors, and what a pass is called with.</summary>
internal abstract class Memory
{
    /// <summary>Samples of the batch.</summary>
    public abstract int Samples { get; }

    public double[] Inputs { get; set; } = [];

    public double[] Outputs { get; set; } = [];

    public double[] OutputGradients { get; set; } = [];

    public double[] InputGradients { get; set; } = [];

    public double[] Parameters { get; set; } = [];

    public double[] Gradients { get; set; } = [];

    public double[] Targets { get; set; } = [];

    public double[] SampleWeights { get; set; } = [];

    /// <summary>The targets of a loss whose targets are classes.</summary>
    public int[] Classes { get; set; } = [];

    public int[] Predictions { get; set; } = [];

    public int Seed { get; set; }

    public long Step { get; set; }

    public int FirstSample { get; set; }

    /// <summary>The value of 1/n.</summary>
    public double Scale { get; set; }

    public double Loss { get; set; }

    public double Weight(int sample) => Scale * (SampleWeights.Length == 0 ? 1 : SampleWeights[sample]);

    /// <summary>The weight of a class of a sample, where each may have its own.</summary>
    public double Weight(int sample, int @class, int classes) =>
        SampleWeights.Length == Samples * classes ? Scale * SampleWeights[(sample * classes) + @class] : Weight(sample);

    /// <summary>Element <paramref name="column"/> of row <paramref name="row"/>.</summary>
    public abstract ref double this[Tensor tensor, int row, int column] { get; }
}
