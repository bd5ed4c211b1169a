using System.Numerics;
using NnGen;

namespace NnGen.Benchmarks.Sweep;

/// <summary>Z = X·W + b as a good developer writes it in a quarter of an hour, in the two orders that one would think of.</summary>
internal sealed class PlainDense(float[] weights, float[] biases, int inputs, int outputs)
{
    /// <summary>Input by input: weights are read in the order in which they lie in memory, and the row of outputs is summed up in place.</summary>
    public void ByInputs(ReadOnlySpan<float> x, Span<float> z, Workspace? unused)
    {
        int samples = Samples(x, z);
        for (int sample = 0; sample < samples; sample++)
        {
            Span<float> row = z.Slice(sample * outputs, outputs);
            biases.CopyTo(row);
            for (int k = 0; k < inputs; k++)
            {
                float value = x[(sample * inputs) + k];
                ReadOnlySpan<float> w = weights.AsSpan(k * outputs, outputs);
                int j = 0;
                for (; j <= row.Length - Vector<float>.Count; j += Vector<float>.Count)
                {
                    Vector.MultiplyAddEstimate(new Vector<float>(value), new Vector<float>(w[j..]), new Vector<float>(row[j..])).CopyTo(row[j..]);
                }
                for (; j < row.Length; j++)
                {
                    row[j] += w[j] * value;
                }
            }
        }
    }

    /// <summary>Output by output: sums stay in a register, and the weights of a vector of outputs are read a row apart.</summary>
    public void ByOutputs(ReadOnlySpan<float> x, Span<float> z, Workspace? unused)
    {
        int samples = Samples(x, z);
        for (int sample = 0; sample < samples; sample++)
        {
            ReadOnlySpan<float> row = x.Slice(sample * inputs, inputs);
            int j = 0;
            for (; j <= outputs - Vector<float>.Count; j += Vector<float>.Count)
            {
                var sum = new Vector<float>(biases, j);
                for (int k = 0; k < row.Length; k++)
                {
                    sum = Vector.MultiplyAddEstimate(new Vector<float>(row[k]), new Vector<float>(weights, (k * outputs) + j), sum);
                }
                sum.CopyTo(z[((sample * outputs) + j)..]);
            }
            for (; j < outputs; j++)
            {
                float sum = biases[j];
                for (int k = 0; k < row.Length; k++)
                {
                    sum += row[k] * weights[(k * outputs) + j];
                }
                z[(sample * outputs) + j] = sum;
            }
        }
    }

    private int Samples(ReadOnlySpan<float> x, Span<float> z)
    {
        int samples = x.Length / inputs;
        return x.Length == samples * inputs && z.Length == samples * outputs
            ? samples
            : throw new ArgumentException($"{x.Length} inputs and {z.Length} outputs are no samples of {inputs} and {outputs}.", nameof(x));
    }
}
