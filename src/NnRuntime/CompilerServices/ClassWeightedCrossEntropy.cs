using System.ComponentModel;

namespace NnGen.CompilerServices;

/// <summary>Cross-entropy with label smoothing and a weight for each class, as <c>torch.nn.CrossEntropyLoss(weight, label_smoothing)</c>.</summary>
/// <remarks>Emitted code calls it for the samples that have such weights; without smoothing the weight of its class is a weight of the sample.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ClassWeightedCrossEntropy
{
    /// <summary>Returns scale·Σ t·w·(−log softmax(z)) over the classes, with t = (1 − s)·onehot(target) + s/k, and writes its gradient,
    /// scale·(softmax(z)·Σ t·w − t·w).</summary>
    /// <param name="z">The logits; there may be more floats after them.</param>
    /// <param name="target">The class of the sample.</param>
    /// <param name="weights">A weight for each of the k classes.</param>
    /// <param name="smoothing">The part s of the target that is spread evenly over all classes.</param>
    /// <param name="scale">Multiplies the loss.</param>
    /// <param name="dz">Receives ∂L/∂z, and zeros after it; may be the memory of the logits, or empty.</param>
    /// <exception cref="ArgumentException">There are fewer logits or gradients than classes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The target is not a class.</exception>
    public static double Row(ReadOnlySpan<float> z, int target, ReadOnlySpan<float> weights, double smoothing, float scale, Span<float> dz)
    {
        int classes = weights.Length;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)target, (uint)classes, nameof(target));
        if (z.Length < classes || (!dz.IsEmpty && dz.Length < classes))
        {
            throw new ArgumentException($"There are {z.Length} logits and {dz.Length} gradients, but {classes} classes.");
        }
        float max = z[0];
        for (int c = 1; c < classes; c++)
        {
            max = MathF.Max(max, z[c]);
        }
        double below = 0, all = 0, sum = 0;
        for (int c = 0; c < classes; c++)
        {
            double part = Part(c, target, smoothing, weights);
            all += part;
            below += part * ((double)max - z[c]);
        }
        for (int c = 0; c < classes; c++)
        {
            float term = Elementary.SoftmaxTerm<V1>(z[c], max).ToScalar();
            sum += term;
            if (!dz.IsEmpty)
            {
                dz[c] = term;
            }
        }
        double factor = scale * all / sum;
        for (int c = 0; c < classes && !dz.IsEmpty; c++)
        {
            dz[c] = (float)((dz[c] * factor) - (scale * Part(c, target, smoothing, weights)));
        }
        if (!dz.IsEmpty)
        {
            dz.Slice(classes).Clear();
        }
        return scale * (below + (all * Math.Log(sum)));
    }

    // What a class has of the target, with its weight.
    private static double Part(int c, int target, double smoothing, ReadOnlySpan<float> weights) =>
        ((c == target ? 1 - smoothing : 0) + (smoothing / weights.Length)) * weights[c];
}
