using System.Globalization;
using System.Runtime.InteropServices;

namespace NnGen.Training;

/// <summary>Finds where the values of a network cease to be finite.</summary>
internal static class Divergence
{
    /// <summary>Returns the first layer, counted from 1, whose parameters are not finite; null if all are finite.</summary>
    public static string? OfParameters<TSelf>(ReadOnlySpan<float> parameters)
        where TSelf : class, INetwork<TSelf>
    {
        foreach ((int layer, int offset, int length) in Runs(TSelf.Info))
        {
            if (HasOther(parameters.Slice(offset, length)))
            {
                return Title(TSelf.Info, layer);
            }
        }
        return null;
    }

    /// <summary>Returns the first layer with parameters whose parameters or outputs are not finite; null if all are finite.</summary>
    /// <remarks>Only the outputs of the entire network are accessible. If the parameters of all layers after a given one are zero, these outputs are finite
    /// if and only if the outputs of that layer are: 0·∞ and 0·NaN are NaN, and any other number times 0 is 0.</remarks>
    public static string? OfOutputs<TSelf, TTarget>(ITrainable<TSelf, TTarget> network, ReadOnlySpan<float> inputs)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        NetworkInfo info = TSelf.Info;
        TSelf copy = TSelf.Create(0);
        float[] outputs = new float[inputs.Length / info.InputLength * info.OutputLength];
        foreach ((int layer, int offset, int length) in Runs(info))
        {
            network.Parameters[..(offset + length)].CopyTo(copy.Parameters);
            copy.Parameters[(offset + length)..].Clear();
            network.State.CopyTo(copy.State);
            copy.Forward(inputs, outputs);
            if (HasOther(network.Parameters.Slice(offset, length)) || HasOther(outputs))
            {
                return Title(info, layer);
            }
        }
        return null;
    }

    /// <summary>Returns the first input or target of samples that is not finite, such as "input 5 of sample 333 of the training data is NaN"; null if all are
    /// finite.</summary>
    /// <param name="inputs">The inputs of the samples.</param>
    /// <param name="targets">The targets of the samples.</param>
    /// <param name="number">Returns the number of a sample within the data.</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="data">Name of the data, such as "training data".</param>
    public static string? OfData<TTarget>(ReadOnlySpan<float> inputs, ReadOnlySpan<TTarget> targets, int samples, Func<int, long> number, string data)
        where TTarget : unmanaged
    {
        return Find("input", inputs) ?? (typeof(TTarget) == typeof(float) ? Find("target", MemoryMarshal.Cast<TTarget, float>(targets)) : null);

        string? Find(string kind, ReadOnlySpan<float> values)
        {
            int wrong = values.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue), length = values.Length / samples;
            return wrong < 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{kind} {wrong % length} of sample {number(wrong / length)} of the {data} is {values[wrong]}");
        }
    }

    /// <summary>Returns whether any value is NaN or infinite.</summary>
    public static bool HasOther(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
            {
                return true;
            }
        }
        return false;
    }

    private static string Title(NetworkInfo info, int layer) => $"layer {layer} ({info.Layers[layer - 1].Title})";

    // The parameters of a layer are contiguous.
    private static List<(int Layer, int Offset, int Length)> Runs(NetworkInfo info)
    {
        List<(int, int, int)> runs = [];
        int offset = 0;
        for (int i = 0; i < info.Layers.Count; i++)
        {
            if (info.Layers[i].ParameterCount > 0)
            {
                runs.Add((i + 1, offset, info.Layers[i].ParameterCount));
                offset += info.Layers[i].ParameterCount;
            }
        }
        return runs;
    }
}
