using NnGen.Data;

namespace NnGen.Training;

/// <summary>Computes weights for <see cref="FitOptions.ClassWeights"/>.</summary>
public static class ClassWeights
{
    /// <summary>Returns weights with which every class contributes equally to the loss: n / (k·nᵢ) for nᵢ of n samples in class i of k, as
    /// sklearn.utils.class_weight.compute_class_weight("balanced").</summary>
    /// <param name="data">The training data.</param>
    /// <returns>A weight for each class, in the order of their numbers. A class without samples has the weight 0 and is not counted in k.</returns>
    /// <exception cref="ArgumentException">The data have no samples, or a target is less than 0.</exception>
    public static float[] Balanced(Dataset<int> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        int wrong = data.Targets.IndexOfAnyInRange(int.MinValue, -1);
        if (data.Count == 0 || wrong >= 0)
        {
            throw new ArgumentException(data.Count == 0 ? "The dataset has no samples, so that no class can be weighted; pass data with at least one."
                : $"The target of sample {wrong / data.TargetLength} is {data.Targets[wrong]}; number the classes from 0.", nameof(data));
        }
        int[] counts = new int[data.ClassCount()];
        foreach (int target in data.Targets)
        {
            counts[target]++;
        }
        int present = counts.Count(static count => count > 0);
        return [.. counts.Select(count => count == 0 ? 0 : (float)(data.Targets.Length / ((double)present * count)))];
    }
}
