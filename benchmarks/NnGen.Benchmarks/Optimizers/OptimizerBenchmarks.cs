using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using NnGen.Benchmarks.Networks;
using NnGen.Optimizers;

namespace NnGen.Benchmarks.Optimizers;

/// <summary>One step over the parameters of 784-128-10, in the one pass of NnGen and in many passes of TensorPrimitives.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class OptimizerBenchmarks
{
    private const int Count = 101_770;
    private const float LearningRate = 1e-8f;

    private float[] _parameters = [], _gradients = [];
    private readonly ManyPasses _manyPasses = new(Count, LearningRate);
    private readonly Sgd _sgd = new(LearningRate), _momentum = new(LearningRate, momentum: 0.9f);
    private readonly Adam _adam = new(LearningRate);
    private readonly AdamW _adamW = new(LearningRate, weightDecay: 0.01f);
    private readonly RmsProp _rmsProp = new(LearningRate);
    private readonly Adagrad _adagrad = new(LearningRate);

    /// <summary>Three steps of each pair agree, or nothing is timed.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Check(static rate => new Sgd(rate), static (m, p, g) => m.Sgd(p, g));
        Check(static rate => new Sgd(rate, momentum: 0.9f), static (m, p, g) => m.Momentum(p, g, 0.9f));
        Check(static rate => new Adam(rate), static (m, p, g) => m.Adam(p, g));
        Check(static rate => new AdamW(rate, weightDecay: 0.01f), static (m, p, g) => m.Adam(p, g, weightDecay: 0.01f));
        Check(static rate => new RmsProp(rate), static (m, p, g) => m.RmsProp(p, g));
        Check(static rate => new Adagrad(rate), static (m, p, g) => m.Adagrad(p, g));
        _parameters = Draw.Floats(Count, 1);
        _gradients = Draw.Floats(Count, 2);
    }

    /// <summary>θ −= lr·g.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("Sgd")]
    public void SgdManyPasses() => _manyPasses.Sgd(_parameters, _gradients);

    /// <summary>θ −= lr·g.</summary>
    [Benchmark, BenchmarkCategory("Sgd")]
    public void Sgd() => _sgd.Step(_parameters, _gradients);

    /// <summary>With momentum 0.9.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("Momentum")]
    public void MomentumManyPasses() => _manyPasses.Momentum(_parameters, _gradients, 0.9f);

    /// <summary>With momentum 0.9.</summary>
    [Benchmark, BenchmarkCategory("Momentum")]
    public void Momentum() => _momentum.Step(_parameters, _gradients);

    /// <summary>Ten passes.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("Adam")]
    public void AdamManyPasses() => _manyPasses.Adam(_parameters, _gradients);

    /// <summary>One pass.</summary>
    [Benchmark, BenchmarkCategory("Adam")]
    public void Adam() => _adam.Step(_parameters, _gradients);

    /// <summary>Eleven passes.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("AdamW")]
    public void AdamWManyPasses() => _manyPasses.Adam(_parameters, _gradients, weightDecay: 0.01f);

    /// <summary>One pass.</summary>
    [Benchmark, BenchmarkCategory("AdamW")]
    public void AdamW() => _adamW.Step(_parameters, _gradients);

    /// <summary>Seven passes.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("RmsProp")]
    public void RmsPropManyPasses() => _manyPasses.RmsProp(_parameters, _gradients);

    /// <summary>One pass.</summary>
    [Benchmark, BenchmarkCategory("RmsProp")]
    public void RmsProp() => _rmsProp.Step(_parameters, _gradients);

    /// <summary>Five passes.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("Adagrad")]
    public void AdagradManyPasses() => _manyPasses.Adagrad(_parameters, _gradients);

    /// <summary>One pass.</summary>
    [Benchmark, BenchmarkCategory("Adagrad")]
    public void Adagrad() => _adagrad.Step(_parameters, _gradients);

    private static void Check(Func<float, IOptimizer> rule, Action<ManyPasses, float[], float[]> peer)
    {
        const int count = 1003;
        const float rate = 0.01f;
        float[] one = Draw.Floats(count, 3), many = [.. one], gradients = Draw.Floats(count, 4);
        IOptimizer optimizer = rule(rate);
        var manyPasses = new ManyPasses(count, rate);
        for (int step = 0; step < 3; step++)
        {
            optimizer.Step(one, gradients);
            peer(manyPasses, many, gradients);
        }
        for (int i = 0; i < count; i++)
        {
            if (!(Math.Abs(one[i] - many[i]) <= 1e-5))
            {
                throw new InvalidOperationException($"{optimizer.GetType().Name} and its many passes disagree at parameter {i}: {one[i]:R} and {many[i]:R}.");
            }
        }
    }
}
