namespace NnGen.Data;

/// <content>Creates datasets from series.</content>
public static partial class Dataset
{
    /// <summary>Creates the dataset of a forecast from a series: the inputs of a sample are <paramref name="length"/> consecutive steps, and its targets the
    /// <paramref name="horizon"/> steps that follow them. Sample i begins at step i × <paramref name="stride"/>.</summary>
    /// <param name="series">The values of the series, which are copied: [steps, features], one step after the other.</param>
    /// <param name="length">Number of steps in the inputs of a sample, at least 1.</param>
    /// <param name="horizon">Number of steps to predict, at least 1.</param>
    /// <param name="features">Number of values of one step, at least 1.</param>
    /// <param name="stride">Number of steps from the beginning of one sample to that of the next, at least 1.</param>
    /// <param name="targetFeatures">Numbers of the features to predict, from 0; empty for all. The inputs always contain all features.</param>
    /// <returns>The samples in the order of time. The inputs of a sample are [length, features], the layout of a network on sequences; its targets are [horizon, features], or
    /// [horizon, targetFeatures.Length].</returns>
    /// <remarks>Split the samples with <see cref="Dataset{TTarget}.TemporalSplit"/>, which knows which of them share steps.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or there is no such feature.</exception>
    /// <exception cref="ArgumentException">The series is not a whole number of steps, is shorter than one sample, or contains a value that is not finite; a target feature
    /// occurs twice; or the samples would be longer than an array can be.</exception>
    public static Dataset<float> Windows(ReadOnlySpan<float> series, int length, int horizon = 1, int features = 1, int stride = 1, ReadOnlySpan<int> targetFeatures = default)
    {
        SettingRange.AtLeast(length, 1, nameof(length));
        SettingRange.AtLeast(horizon, 1, nameof(horizon));
        SettingRange.AtLeast(features, 1, nameof(features));
        SettingRange.AtLeast(stride, 1, nameof(stride));
        int steps = Steps(series, features);
        CheckTargets(targetFeatures, features);
        long needed = (long)length + horizon;
        if (steps < needed)
        {
            throw new ArgumentException($"The series has {steps} steps, but a sample needs {needed}: {length} for its inputs and {horizon} for its targets. Pass a longer series, or reduce length or horizon.", nameof(series));
        }
        int count = (int)((steps - needed) / stride) + 1;

        // A sample is part of the series, so the products of its own sizes do not overflow.
        int inputLength = length * features, stepTargets = targetFeatures.IsEmpty ? features : targetFeatures.Length, targetLength = horizon * stepTargets;
        float[] inputs = new float[ArrayLength.Of(count, inputLength, "samples", "inputs")], targets = new float[ArrayLength.Of(count, targetLength, "samples", "targets")];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> sample = series[(i * stride * features)..];
            sample[..inputLength].CopyTo(inputs.AsSpan(i * inputLength));
            ReadOnlySpan<float> future = sample.Slice(inputLength, horizon * features);
            Span<float> own = targets.AsSpan(i * targetLength, targetLength);
            if (targetFeatures.IsEmpty)
            {
                future.CopyTo(own);
                continue;
            }
            for (int t = 0; t < own.Length; t++)
            {
                own[t] = future[(t / stepTargets * features) + targetFeatures[t % stepTargets]];
            }
        }
        return new Dataset<float>(inputs, targets, inputLength, targetLength) { TargetOverlap = (horizon - 1) / stride };
    }

    // Returns the number of steps.
    private static int Steps(ReadOnlySpan<float> series, int features)
    {
        if (series.Length % features != 0)
        {
            throw new ArgumentException($"{series.Length} values are not a whole number of steps with {features} features each.", nameof(series));
        }
        for (int i = 0; i < series.Length; i++)
        {
            if (!float.IsFinite(series[i]))
            {
                throw new ArgumentException($"Step {i / features}, feature {i % features}: {series[i]} is not a finite number; replace missing values, for instance with the value before them.", nameof(series));
            }
        }
        return series.Length / features;
    }

    private static void CheckTargets(ReadOnlySpan<int> targetFeatures, int features)
    {
        for (int i = 0; i < targetFeatures.Length; i++)
        {
            int feature = targetFeatures[i];
            if ((uint)feature >= (uint)features)
            {
                throw new ArgumentOutOfRangeException(nameof(targetFeatures), feature, $"There is no feature {feature}; the features of a step are 0 to {features - 1}.");
            }
            if (targetFeatures[..i].Contains(feature))
            {
                throw new ArgumentException($"Feature {feature} occurs twice among the features to predict; pass it once.", nameof(targetFeatures));
            }
        }
    }
}
