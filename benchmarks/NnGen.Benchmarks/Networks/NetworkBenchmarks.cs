using BenchmarkDotNet.Attributes;
using NnGen;
using NnGen.Optimizers;

namespace NnGen.Benchmarks.Networks;

/// <summary>Whole networks on digits, through their public members.</summary>
[MemoryDiagnoser]
[GenericTypeArguments(typeof(DigitNet))]
[GenericTypeArguments(typeof(WideNet))]
public class NetworkBenchmarks<TNet>
    where TNet : class, IClassifier<TNet>, ITrainable<TNet, int>
{
    private readonly TNet _net = TNet.Create(1);

    // So small that the network stays where it is: trained for long on one batch, gradients would sink into denormals.
    private readonly Adam _adam = new(learningRate: 1e-8f);

    private float[] _inputs = [], _outputs = [], _gradients = [];
    private int[] _targets = [], _classes = [];
    private Workspace _workspace = new(0);

    /// <summary>Samples of a call.</summary>
    [Params(1, 32, 128, 256)]
    public int Samples { get; set; }

    /// <summary>Allocates what the calls read and write.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _inputs = Draw.Floats(Samples * TNet.Info.InputLength, 1);
        _outputs = new float[Samples * TNet.Info.OutputLength];
        _targets = Draw.Classes(Samples, TNet.Info.OutputLength, 2);
        _classes = new int[Samples];
        _gradients = new float[TNet.Info.ParameterCount];
        _workspace = TNet.CreateWorkspace(Samples);
    }

    /// <summary>Outputs behind the head.</summary>
    [Benchmark]
    public void Forward() => _net.Forward(_inputs, _outputs, _workspace);

    /// <summary>Classes, without softmax.</summary>
    [Benchmark]
    public void Classify() => _net.Classify(_inputs, _classes, _workspace);

    /// <summary>The mean loss.</summary>
    [Benchmark]
    public float Loss() => _net.Loss(_inputs, _targets, _workspace);

    /// <summary>The mean loss and its gradient.</summary>
    [Benchmark]
    public float Backward() => _net.Backward(_inputs, _targets, _gradients, _workspace);

    /// <summary>The gradient and a step of Adam.</summary>
    [Benchmark]
    public void TrainingStep()
    {
        _net.Backward(_inputs, _targets, _gradients, _workspace);
        _adam.Step(_net.Parameters, _gradients);
    }
}
