using BenchmarkDotNet.Attributes;
using NnGen.CompilerServices;

namespace NnGen.Benchmarks.Networks;

/// <summary>The transposition of weights that every training step makes, beside a loop over blocks of 16 × 16. Rows of 512 and 1024 floats
/// share a few places of the caches.</summary>
public class TransposeBenchmarks
{
    private const int Block = 16;

    private float[] _source = [], _transposed = [];
    private int _rows, _columns;

    [Params("784x128", "512x256", "1024x1024")]
    public string Shape { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        int[] sizes = [.. Shape.Split('x').Select(int.Parse)];
        (_rows, _columns) = (sizes[0], sizes[1]);
        _source = Draw.Floats(_rows * _columns, 1);
        _transposed = new float[_rows * _columns];
    }

    [Benchmark(Baseline = true)]
    public void Blocks()
    {
        for (int r = 0; r < _rows; r += Block)
        {
            for (int c = 0; c < _columns; c += Block)
            {
                for (int i = r; i < Math.Min(r + Block, _rows); i++)
                {
                    for (int j = c; j < Math.Min(c + Block, _columns); j++)
                    {
                        _transposed[(j * _rows) + i] = _source[(i * _columns) + j];
                    }
                }
            }
        }
    }

    [Benchmark]
    public void Emitted() => Matrix.Transpose(_source, _rows, _columns, _transposed);
}
