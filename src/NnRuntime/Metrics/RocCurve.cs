namespace NnGen.Training;

/// <summary>Computes the receiver operating characteristic of two classes.</summary>
public static class RocCurve
{
    /// <summary>Returns the area under the curve: the probability that a positive sample has a higher score than a negative one, where equal scores count
    /// half (Hanley and McNeil, 1982), as scikit-learn's roc_auc_score.</summary>
    /// <param name="scores">Score of each sample; NaN ranks below all others.</param>
    /// <param name="isPositive">Whether each sample belongs to the positive class.</param>
    /// <returns>The area, from 0 to 1; NaN if one of the classes has no samples.</returns>
    /// <exception cref="ArgumentException">The number of scores differs from the number of samples.</exception>
    public static double Area(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isPositive)
    {
        if (scores.Length != isPositive.Length)
        {
            throw new ArgumentException($"There are {scores.Length} scores for {isPositive.Length} samples; pass one for each.", nameof(scores));
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

            // Equal scores share the mean of their ranks, which start at 1.
            ranks += tied * (i + 1 + end) / 2.0;
            i = end;
        }
        return (ranks - (positives * (positives + 1) / 2)) / (positives * negatives);
    }
}
