namespace NnGen.Training;

/// <summary>The receiver operating characteristic of two classes.</summary>
public static class RocCurve
{
    /// <summary>The area under it: the probability that a sample of the class has a higher score than one of the other, equal scores counting half
    /// (Hanley and McNeil, 1982), as scikit-learn's roc_auc_score.</summary>
    /// <param name="scores">A score for each sample; NaN lies below all others.</param>
    /// <param name="isPositive">Whether each sample is of the class.</param>
    /// <returns>From 0 to 1; NaN where there are no samples of one of the classes.</returns>
    /// <exception cref="ArgumentException">There is not one score for each sample.</exception>
    public static double Area(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isPositive)
    {
        if (scores.Length != isPositive.Length)
        {
            throw new ArgumentException($"There are {scores.Length} scores for {isPositive.Length} samples.", nameof(scores));
        }
        double[] sorted = scores.ToArray();
        bool[] positive = isPositive.ToArray();
        Array.Sort(sorted, positive);
        double positives = isPositive.Count(true), negatives = isPositive.Length - positives, ranks = 0;
        for (int i = 0; i < sorted.Length;)
        {
            int end = i, tied = 0;
            for (; end < sorted.Length && sorted[end].CompareTo(sorted[i]) == 0; end++)
            {
                tied += positive[end] ? 1 : 0;
            }

            // Equal scores share the mean of their ranks, which are counted from 1.
            ranks += tied * (i + 1 + end) / 2.0;
            i = end;
        }
        return (ranks - (positives * (positives + 1) / 2)) / (positives * negatives);
    }
}
