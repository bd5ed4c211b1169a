namespace NnGen.Training;

/// <summary>How well a network does. <see cref="ClassificationEvaluation"/> and <see cref="RegressionEvaluation"/> say what is never null.</summary>
public abstract record Evaluation
{
    private protected Evaluation()
    {
    }

    /// <summary>How often the right class was at each rank, from 0; null where there are no classes.</summary>
    internal int[]? Ranks { get; init; }

    /// <summary>The mean loss.</summary>
    public required float Loss { get; init; }

    /// <summary>The part of samples whose class is right; null where there are no classes.</summary>
    public double? Accuracy => Scores?.Accuracy;

    /// <summary>Counts of samples as [actual, predicted]; null where there are no classes.</summary>
    public ConfusionMatrix? ConfusionMatrix { get; init; }

    /// <summary>Precision, recall and F1 of each class and on average; null where there are no classes.</summary>
    public ClassificationScores? Scores { get; init; }

    /// <summary>The area under the receiver operating characteristic of class 1 against class 0, NaN where one of them has no sample; null where
    /// there are not two classes.</summary>
    public double? RocAuc { get; init; }

    /// <summary>Mean of |output − target|; null for class numbers.</summary>
    public double? MeanAbsoluteError { get; init; }

    /// <summary>√ of the mean of (output − target)², the mean over the outputs; null for class numbers.</summary>
    public double? RootMeanSquaredError { get; init; }

    /// <summary>1 − Σ(output − target)² / Σ(target − mean)², the mean over the outputs; of constant targets 1 where they are met and 0 otherwise.
    /// Null for class numbers.</summary>
    public double? RSquared { get; init; }

    /// <summary>The part of samples whose class is among the k with the highest outputs; of equal outputs the first, as in Classify.</summary>
    /// <param name="k">At least 1; 1 gives the accuracy, the number of classes gives 1.</param>
    /// <returns>Null where targets are no class numbers.</returns>
    public double? TopKAccuracy(int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(k);
        return Ranks is null ? null : Ranks.Take(k).Sum() / (double)Ranks.Sum();
    }
}
