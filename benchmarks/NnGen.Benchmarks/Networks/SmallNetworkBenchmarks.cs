using BenchmarkDotNet.Attributes;
using NnGen;
using NnGen.Optimizers;

namespace NnGen.Benchmarks.Networks;

/// <summary>The smallest networks, where a call costs as much as the mathematics. Called on their own classes, as users do.</summary>
[MemoryDiagnoser]
public class SmallNetworkBenchmarks
{
    private readonly TinyNet _tiny = new(seed: 1);
    private readonly XorNet _xor = new(seed: 1);
    private readonly Workspace _tinyWorkspace = TinyNet.CreateWorkspace(1), _xorWorkspace = XorNet.CreateWorkspace(4);
    private readonly float[] _tinyInput = Draw.Floats(TinyNet.InputLength, 1), _tinyOutput = new float[TinyNet.OutputLength];
    private readonly float[] _xorInputs = [0, 0, 0, 1, 1, 0, 1, 1], _xorTargets = [0, 1, 1, 0], _xorGradients = new float[XorNet.ParameterCount];

    // So small that the network stays where it is.
    private readonly Sgd _sgd = new(learningRate: 1e-8f);

    /// <summary>4-16-16-3, one sample.</summary>
    [Benchmark]
    public void Forward() => _tiny.Forward(_tinyInput, _tinyOutput, _tinyWorkspace);

    /// <summary>4-16-16-3, one sample, without a workspace of the caller's.</summary>
    [Benchmark]
    public void ForwardWithoutWorkspace() => _tiny.Forward(_tinyInput, _tinyOutput);

    /// <summary>4-16-16-3, one sample, no softmax.</summary>
    [Benchmark]
    public int Classify() => _tiny.Classify(_tinyInput, _tinyWorkspace);

    /// <summary>2-8-1, batch 4.</summary>
    [Benchmark]
    public float Backward() => _xor.Backward(_xorInputs, _xorTargets, _xorGradients, _xorWorkspace);

    /// <summary>2-8-1, batch 4.</summary>
    [Benchmark]
    public void TrainingStep()
    {
        _xor.Backward(_xorInputs, _xorTargets, _xorGradients, _xorWorkspace);
        _sgd.Step(_xor.Parameters, _xorGradients);
    }
}
