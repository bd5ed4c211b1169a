using System.Numerics;
using NnGen.Optimizers;

namespace NnGen.Training;

/// <summary>Bounds the gradients of a step, each one and then their Euclidean norm. The pass that adds the shards up clamps and squares what it
/// has in the cache; the pass of the optimizer shrinks it on the way. Blocks depend on the network alone: any number of threads gives the same bits.</summary>
internal sealed class GradientClipping
{
    private const int MinBlock = 16_384, Chunk = 1024;

    // As torch.nn.utils.clip_grad_norm_.
    private const double Epsilon = 1e-6;

    // The smallest normal float, and 2⁻⁶⁴.
    private const double SmallestScale = 1.17549435e-38;
    private const float First = 5.421011e-20f;

    private readonly int _count;
    private readonly float _value;
    private readonly double _norm;
    private readonly double[] _squares;
    private double _scale;

    /// <summary>Makes a clipping; null sets no bound.</summary>
    public GradientClipping(int parameters, float? value, float? norm)
    {
        Blocks = Math.Clamp(parameters / MinBlock, 1, ThreadTeam.MaxItems);
        (_count, _value, _norm) = (parameters, value ?? float.PositiveInfinity, norm ?? double.PositiveInfinity);
        _squares = new double[Blocks];
    }

    /// <summary>The blocks of a pass.</summary>
    public int Blocks { get; }

    /// <summary>Adds up the shards of a block, and clamps them.</summary>
    public void Sum(GradientShards gradients, Span<float> sum, int block)
    {
        int chunks = (_count + Chunk - 1) / Chunk;
        int first = (int)((long)chunks * block / Blocks), last = (int)((long)chunks * (block + 1) / Blocks);
        double squares = 0;
        for (int chunk = first; chunk < last; chunk++)
        {
            int from = chunk * Chunk, to = Math.Min(_count, from + Chunk);
            gradients.Sum(sum, from, to);
            squares += ClampAndSquare(sum[from..to]);
        }
        _squares[block] = squares;
    }

    /// <summary>Settles by how much the gradients shrink, when all blocks are done.</summary>
    public void Finish()
    {
        double squares = 0;
        foreach (double block in _squares)
        {
            squares += block;
        }
        _scale = Math.Min(1, _norm / (Math.Sqrt(squares) + Epsilon));
    }

    /// <summary>Shrinks a range of the sums.</summary>
    public void Shrink(Span<float> sum, int from, int to)
    {
        if (_scale is > 0 and < SmallestScale)
        {
            // As a float it would be rounded to few digits, or to 0.
            Multiply(sum[from..to], First);
            Multiply(sum[from..to], (float)(_scale / First));
        }
        else if (_scale != 1)
        {
            Multiply(sum[from..to], (float)_scale);
        }
    }

    private double ClampAndSquare(Span<float> gradients)
    {
        Vector<float> most = new(_value);
        Vector<double> squares = Vector<double>.Zero;
        int i = 0;
        for (; i <= gradients.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> clamped = Vector.Min(Vector.Max(new Vector<float>(gradients[i..]), -most), most);
            clamped.CopyTo(gradients[i..]);
            Vector.Widen(clamped, out Vector<double> low, out Vector<double> high);
            squares += (low * low) + (high * high);
        }
        double sum = Vector.Sum(squares);
        for (; i < gradients.Length; i++)
        {
            gradients[i] = Math.Min(Math.Max(gradients[i], -_value), _value);
            sum += (double)gradients[i] * gradients[i];
        }
        return sum;
    }

    private static void Multiply(Span<float> values, float scale)
    {
        Vector<float> factor = new(scale);
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(values[i..]) * factor).CopyTo(values[i..]);
        }
        for (; i < values.Length; i++)
        {
            values[i] *= scale;
        }
    }
}
