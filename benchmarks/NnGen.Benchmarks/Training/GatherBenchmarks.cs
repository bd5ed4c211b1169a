using BenchmarkDotNet.Attributes;
using NnGen.Data;

namespace NnGen.Benchmarks.Training;

/// <summary>Batches of 128 samples in random order, copied together from 60,000 samples of 784 floats, which no cache holds: sample by sample with
/// Span.CopyTo, and as the dataset does it.</summary>
public class GatherBenchmarks
{
    private const int Samples = 60_000, Length = 784, Batch = 128;

    private readonly int[] _order = [.. Enumerable.Range(0, Samples)], _targets = new int[Batch];
    private readonly float[] _inputs = new float[Batch * Length];
    private Dataset<int> _data = new([], [], Length);
    private int _next;

    /// <summary>Makes the samples.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Random random = new(1);
        random.Shuffle(_order);
        float[] inputs = new float[Samples * Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = random.NextSingle();
        }
        _data = new Dataset<int>(inputs, new int[Samples], Length);
    }

    /// <summary>Sample by sample.</summary>
    [Benchmark(Baseline = true)]
    public void CopyTo()
    {
        ReadOnlySpan<int> samples = Next();
        for (int i = 0; i < Batch; i++)
        {
            _data.Input(samples[i]).CopyTo(_inputs.AsSpan(i * Length));
            _targets[i] = _data.Target(samples[i])[0];
        }
    }

    /// <summary>Four samples at a time, with the next on their way.</summary>
    [Benchmark]
    public void Gather() => _data.Gather(Next(), _inputs, _targets);

    private ReadOnlySpan<int> Next()
    {
        _next = (_next + Batch) % (Samples - Batch);
        return _order.AsSpan(_next, Batch);
    }
}
