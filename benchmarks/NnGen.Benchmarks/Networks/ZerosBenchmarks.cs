using BenchmarkDotNet.Attributes;
using NnGen;
using NnGen.Benchmarks.Sweep;
using NnGen.Benchmarks.Timing;

namespace NnGen.Benchmarks.Networks;

/// <summary>One sample through a large dense layer when some of its inputs are zero, as in images and behind a Relu, beside a plain loop over
/// the rows of the matrix.</summary>
public class ZerosBenchmarks
{
    private readonly Product784x512 _net = new(1);
    private readonly float[] _outputs = new float[Product784x512.OutputLength];
    private readonly Workspace _workspace = Product784x512.CreateWorkspace(1);
    private float[] _inputs = [];
    private ForwardPass? _plain;

    /// <summary>Percent of the inputs that are zero.</summary>
    [Params(0, 10, 20, 50, 80)]
    public int Zeros { get; set; }

    /// <summary>Draws the inputs.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        Random random = new(2);
        _inputs = [.. Draw.Floats(Product784x512.InputLength, 1).Select(x => random.Next(100) < Zeros ? 0 : x)];
        float[] parameters = _net.Parameters.ToArray();
        int weights = Product784x512.InputLength * Product784x512.OutputLength;
        _plain = new PlainDense(parameters[..weights], parameters[weights..], Product784x512.InputLength, Product784x512.OutputLength).Passes[0];
    }

    /// <summary>Every row of the matrix.</summary>
    [Benchmark(Baseline = true)]
    public void Plain() => _plain!(_inputs, _outputs, null);

    /// <summary>The rows that count.</summary>
    [Benchmark]
    public void Emitted() => _net.Forward(_inputs, _outputs, _workspace);
}
