namespace NnGen.Data;

/// <content>Splits samples in the order of time.</content>
public sealed partial class Dataset<TTarget>
{
    /// <summary>Gets how many of the samples after a sample have targets in common with it; 0 unless the samples are windows of a series.</summary>
    internal int TargetOverlap { get; init; }

    /// <summary>Splits samples that are in the order of time, without shuffling them: the first part is for training, and the second part, which is later, is for validation.</summary>
    /// <param name="fraction">Fraction of the samples before the second part, rounded to a whole number of samples, between 0 and 1.</param>
    /// <param name="gap">Minimum number of samples to leave out between the two parts, at least 0. They are taken from the end of the first part.</param>
    /// <remarks>
    /// Of the windows of a series (<see cref="Dataset.Windows"/>), those whose targets extend into the targets of the second part are left out in any case, so that every target of the second
    /// part is later than everything in the first: horizon − 1 windows, with a stride of 1. Inputs of the second part may be targets of the first, since
    /// they are known when the forecast is made. For other data, set <paramref name="gap"/> to the number of samples whose targets are not yet known when the next sample is measured.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1, or the gap is negative.</exception>
    /// <exception cref="ArgumentException">The gap is as long as the part that precedes it.</exception>
    /// <exception cref="InvalidOperationException">The samples are not in the order of time, since this dataset is a part with another order, such as that of <see cref="Split"/>.</exception>
    public (Dataset<TTarget> First, Dataset<TTarget> Second) TemporalSplit(double fraction, int gap = 0)
    {
        CheckFraction(fraction);
        SettingRange.AtLeast(gap, 0, nameof(gap));
        ReadOnlySpan<int> numbers = SampleNumbers;
        for (int i = 1; i < numbers.Length; i++)
        {
            if (numbers[i] <= numbers[i - 1])
            {
                throw new InvalidOperationException($"The samples are not in the order of time: sample {i} was number {numbers[i]} of the original data, and the sample before it number {numbers[i - 1]}. Call TemporalSplit on the original data.");
            }
        }
        int second = (int)Math.Round(fraction * Count), first = second;
        if (second > 0 && second < Count)
        {
            first = Math.Max(0, second - gap);
            while (first > 0 && numbers[second] - numbers[first - 1] <= TargetOverlap)
            {
                first--;
            }
            if (first == 0)
            {
                throw new ArgumentException($"{second} samples precede the second part, but all of them belong to the gap of {Math.Max(gap, TargetOverlap)} samples before it; pass a larger fraction, or more samples.", nameof(fraction));
            }
        }
        int[] order = [.. Enumerable.Range(0, Count)];
        return (Subset(order.AsSpan(0, first)), Subset(order.AsSpan(second)));
    }
}
