using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using NnGen;

namespace NnGen.Benchmarks.Networks;

/// <summary>The three products of a dense layer, each alone: a network of one layer computes nothing else.</summary>
[Config(typeof(ProductConfig))]
[GenericTypeArguments(typeof(Product784x128))]
[GenericTypeArguments(typeof(Product512x256))]
[GenericTypeArguments(typeof(Product128x10))]
public class KernelBenchmarks<TNet>
    where TNet : class, ITrainable<TNet, float>
{
    private readonly TNet _net = TNet.Create(1);
    private float[] _inputs = [], _outputs = [], _outputGradients = [], _gradients = [], _inputGradients = [];
    private Workspace _workspace = new(0);

    /// <summary>Samples of a call.</summary>
    [Params(1, 32, 256)]
    public int Samples { get; set; }

    /// <summary>Allocates what the calls read and write.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _inputs = Draw.Floats(Samples * TNet.Info.InputLength, 1);
        _outputGradients = Draw.Floats(Samples * TNet.Info.OutputLength, 2);
        _outputs = new float[_outputGradients.Length];
        _gradients = new float[TNet.Info.ParameterCount];
        _inputGradients = new float[_inputs.Length];
        _workspace = TNet.CreateWorkspace(Samples);
    }

    /// <summary>Z = X·W + b.</summary>
    [Benchmark]
    public void ForwardProduct() => _net.Forward(_inputs, _outputs, _workspace);

    /// <summary>dW = Xᵀ·dZ, and db.</summary>
    [Benchmark]
    public void WeightGradient() => _net.BackwardFromOutput(_inputs, _outputGradients, _gradients, [], _workspace);

    /// <summary>dX = dZ·Wᵀ.</summary>
    [Benchmark]
    public void InputGradient() => _net.BackwardFromOutput(_inputs, _outputGradients, [], _inputGradients, _workspace);
}

/// <summary>Adds the speed of a product to its time.</summary>
internal sealed class ProductConfig : ManualConfig
{
    public ProductConfig() => AddColumn(new ComputedColumn("GFLOP/s", "Operations of the product a nanosecond, two for a multiplication and an addition", Rate));

    private static string Rate(Summary summary, BenchmarkCase benchmark)
    {
        Type network = benchmark.Descriptor.Type.GetGenericArguments()[0];
        var info = (NetworkInfo)network.GetProperty(nameof(Product784x128.Info))!.GetValue(null)!;
        return summary[benchmark]?.ResultStatistics is { } time
            ? (2.0 * info.InputLength * info.OutputLength * (int)benchmark.Parameters["Samples"] / time.Mean).ToString("F1", CultureInfo.InvariantCulture)
            : "–";
    }
}
