using System.ComponentModel;
using System.Runtime.CompilerServices;
using NnGen.Data;

namespace NnGen.CompilerServices;

/// <summary>First values of parameters; emitted constructors call these.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Initializers
{
    /// <summary>Uniform within ±√(6 / (n + m)) (Glorot and Bengio, 2010).</summary>
    public static void GlorotUniform(Span<float> block, int fanIn, int fanOut, int seed, int index) =>
        Uniform(block, Math.Sqrt(6.0 / ((double)Positive(fanIn) + Positive(fanOut))), seed, index);

    /// <summary>Normal with variance 2 / (n + m) (Glorot and Bengio, 2010).</summary>
    public static void GlorotNormal(Span<float> block, int fanIn, int fanOut, int seed, int index) =>
        Normal(block, Math.Sqrt(2.0 / ((double)Positive(fanIn) + Positive(fanOut))), seed, index);

    /// <summary>Uniform within ±√(6 / n) (He and others, 2015).</summary>
    public static void HeUniform(Span<float> block, int fanIn, int fanOut, int seed, int index) =>
        Uniform(block, Math.Sqrt(6.0 / Positive(fanIn)), seed, index);

    /// <summary>Normal with variance 2 / n (He and others, 2015).</summary>
    public static void HeNormal(Span<float> block, int fanIn, int fanOut, int seed, int index) =>
        Normal(block, Math.Sqrt(2.0 / Positive(fanIn)), seed, index);

    /// <summary>One number everywhere.</summary>
    public static void Constant(Span<float> block, float value) => block.Fill(value);

    private static int Positive(int fan, [CallerArgumentExpression(nameof(fan))] string name = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fan, name);
        return fan;
    }

    // The number of the block is the stream, so that equal blocks start differently. Optimized at once: such a loop would be compiled twice before
    // the first prediction.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Uniform(Span<float> block, double limit, int seed, int index)
    {
        Xoshiro256 random = new(seed, index);
        foreach (ref float value in block)
        {
            value = (float)(((2 * random.NextDouble()) - 1) * limit);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Normal(Span<float> block, double deviation, int seed, int index)
    {
        Xoshiro256 random = new(seed, index);
        foreach (ref float value in block)
        {
            value = (float)(random.NextNormal() * deviation);
        }
    }
}
