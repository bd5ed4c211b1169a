using System.Runtime.InteropServices;
using Benchmarks.Shared;
using NnGen;
using NnGen.Benchmarks.Timing;

namespace NnGen.Benchmarks.Sweep;

/// <summary>Z = X·W + b as a good developer writes it in a quarter of an hour, in the two orders that one would think of.</summary>
internal sealed class PlainDense(float[] weights, float[] biases, int inputs, int outputs)
{
    /// <summary>Both orders at every vector width of the machine, the widest first. A vector that is wider than the row of outputs has nothing to do, so narrower ones
    /// can be faster.</summary>
    public ForwardPass[] Passes => [.. Of<Floats512>(), .. Of<Floats256>(), .. Of<Floats128>()];

    private ForwardPass[] Of<TVector>()
        where TVector : struct, IFloats<TVector> => TVector.IsAccelerated ? [ByInputs<TVector>, ByOutputs<TVector>] : [];

    // Input by input: weights are read in the order in which they are stored, and the row of outputs is summed up in place.
    private void ByInputs<TVector>(ReadOnlySpan<float> x, Span<float> z, Workspace? unused)
        where TVector : struct, IFloats<TVector>
    {
        int samples = Samples(x, z);
        for (int sample = 0; sample < samples; sample++)
        {
            Span<float> row = z.Slice(sample * outputs, outputs);
            biases.CopyTo(row);
            ref float sums = ref MemoryMarshal.GetReference(row);
            for (int k = 0; k < inputs; k++)
            {
                float value = x[(sample * inputs) + k];
                ReadOnlySpan<float> w = weights.AsSpan(k * outputs, outputs);
                ref readonly float first = ref MemoryMarshal.GetReference(w);
                int j = 0;
                for (; j <= row.Length - TVector.Count; j += TVector.Count)
                {
                    TVector.MultiplyAdd(TVector.Repeat(value), TVector.Load(in first, j), TVector.Load(in sums, j)).Store(ref sums, j);
                }
                for (; j < row.Length; j++)
                {
                    row[j] += w[j] * value;
                }
            }
        }
    }

    // Output by output: sums stay in a register, and the weights of a vector of outputs are read a row apart.
    private void ByOutputs<TVector>(ReadOnlySpan<float> x, Span<float> z, Workspace? unused)
        where TVector : struct, IFloats<TVector>
    {
        int samples = Samples(x, z);
        ref readonly float w = ref MemoryMarshal.GetArrayDataReference(weights);
        for (int sample = 0; sample < samples; sample++)
        {
            ReadOnlySpan<float> row = x.Slice(sample * inputs, inputs);
            Span<float> sums = z.Slice(sample * outputs, outputs);
            int j = 0;
            for (; j <= outputs - TVector.Count; j += TVector.Count)
            {
                TVector sum = TVector.Load(in MemoryMarshal.GetArrayDataReference(biases), j);
                for (int k = 0; k < row.Length; k++)
                {
                    sum = TVector.MultiplyAdd(TVector.Repeat(row[k]), TVector.Load(in w, (k * outputs) + j), sum);
                }
                sum.Store(ref MemoryMarshal.GetReference(sums), j);
            }
            for (; j < outputs; j++)
            {
                float sum = biases[j];
                for (int k = 0; k < row.Length; k++)
                {
                    sum += row[k] * weights[(k * outputs) + j];
                }
                sums[j] = sum;
            }
        }
    }

    private int Samples(ReadOnlySpan<float> x, Span<float> z)
    {
        int samples = x.Length / inputs;
        return x.Length == samples * inputs && z.Length == samples * outputs
            ? samples
            : throw new ArgumentException($"{x.Length} inputs and {z.Length} outputs are not whole samples of {inputs} and {outputs}.", nameof(x));
    }
}
