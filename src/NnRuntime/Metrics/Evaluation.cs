namespace NnGen.Training;

/// <summary>Loss and metrics of a network. <see cref="ClassificationEvaluation"/> and <see cref="RegressionEvaluation"/> declare which metrics are never
/// null.</summary>
public abstract record Evaluation
{
    private protected Evaluation()
    {
    }

    /// <summary>Gets how often the correct class was at each rank, from 0; null if there are no classes.</summary>
    internal int[]? Ranks { get; init; }

    /// <summary>Gets the mean loss. It is that of the normalized targets if the network was trained on those.</summary>
    public required float Loss { get; init; }

    /// <summary>Gets the fraction of samples that are classified correctly; null if there are no classes.</summary>
    public double? Accuracy => Scores?.Accuracy;

    /// <summary>Gets the counts of samples as [actual, predicted]; null if there are no classes.</summary>
    public ConfusionMatrix? ConfusionMatrix { get; init; }

    /// <summary>Gets the precision, recall and F1 score of each class and their averages; null if there are no classes.</summary>
    public ClassificationScores? Scores { get; init; }

    /// <summary>Gets the area under the receiver operating characteristic of class 1 against class 0; NaN if one of them has no sample, null if the number of
    /// classes is not 2.</summary>
    public double? RocAuc { get; init; }

    /// <summary>Gets the mean of |output − target| in the unit of the targets before normalization; null for class numbers.</summary>
    public double? MeanAbsoluteError { get; init; }

    /// <summary>Gets the square root of the mean of (output − target)² in the unit of the targets before normalization, averaged over the outputs; null for class numbers.</summary>
    public double? RootMeanSquaredError { get; init; }

    /// <summary>Gets the coefficient of determination 1 − Σ(output − target)² / Σ(target − mean)², averaged over the outputs; null for class numbers. For
    /// constant targets it is 1 if the outputs equal them, and 0 otherwise.</summary>
    public double? RSquared { get; init; }

    /// <summary>Returns the fraction of samples whose class is among the k with the highest outputs. Among equal outputs the first counts as higher, as in
    /// Classify.</summary>
    /// <param name="k">Number of classes, at least 1. A value of 1 gives the accuracy; the total number of classes gives 1.</param>
    /// <returns>The fraction; null if the targets are not class numbers.</returns>
    public double? TopKAccuracy(int k)
    {
        SettingRange.AtLeast(k, 1, nameof(k));
        return Ranks is null ? null : Ranks.Take(k).Sum() / (double)Ranks.Sum();
    }
}
