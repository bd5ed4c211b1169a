using System.Numerics;
using NnGen.Optimizers;

namespace NnGen.Training;

/// <summary>Clips the gradients of a step, first by value and then by their Euclidean norm. The pass that sums the shards also clamps and squares the
/// gradients while they are in the cache; the optimizer's pass scales them. Blocks depend only on the network, so any number of threads gives the same
/// bits.</summary>
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

    /// <summary>Creates the clipping; null sets no bound.</summary>
    public GradientClipping(int parameters, float? value, float? norm)
    {
        Blocks = Math.Clamp(parameters / MinBlock, 1, ThreadTeam.MaxItems);
        (_count, _value, _norm) = (parameters, value ?? float.PositiveInfinity, norm ?? double.PositiveInfinity);
        _squares = new double[Blocks];
    }

    /// <summary>Gets the number of blocks of a pass.</summary>
    public int Blocks { get; }

    /// <summary>Sums the shards of a block, and clamps the sums.</summary>
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

    /// <summary>Scales a range of the sums after all blocks have been summed.</summary>
    public void Shrink(Span<float> sum, int from, int to)
    {
        double scale = Scale();
        if (scale is > 0 and < SmallestScale)
        {
            // A denormal float would lose digits or become 0, so the scale is applied in two factors.
            Multiply(sum[from..to], First);
            Multiply(sum[from..to], (float)(scale / First));
        }
        else if (scale != 1)
        {
            Multiply(sum[from..to], (float)scale);
        }
    }

    private double Scale()
    {
        double squares = 0;
        foreach (double block in _squares)
        {
            squares += block;
        }
        return Math.Min(1, _norm / (Math.Sqrt(squares) + Epsilon));
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
