using System.Globalization;

namespace NnGen.Training;

/// <summary>Loss and metrics of a classifier on data with class numbers.</summary>
public sealed record ClassificationEvaluation : Evaluation
{
    internal ClassificationEvaluation()
    {
    }

    /// <summary>Gets the fraction of samples that are classified correctly.</summary>
    public new double Accuracy => Scores.Accuracy;

    /// <summary>Gets the counts of samples as [actual, predicted].</summary>
    public new ConfusionMatrix ConfusionMatrix
    {
        get => base.ConfusionMatrix!;
        init => base.ConfusionMatrix = value;
    }

    /// <summary>Gets the precision, recall and F1 score of each class and their averages.</summary>
    public new ClassificationScores Scores
    {
        get => base.Scores!;
        init => base.Scores = value;
    }

    /// <summary>Returns the fraction of samples whose class is among the k with the highest outputs. Among equal outputs the first counts as higher, as in
    /// Classify.</summary>
    /// <param name="k">Number of classes, at least 1. A value of 1 gives the accuracy; the total number of classes gives 1.</param>
    public new double TopKAccuracy(int k) => base.TopKAccuracy(k)!.Value;

    /// <summary>Returns the loss and the accuracy in one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"loss {Loss:G4}, accuracy {100 * Accuracy:F1} % of {ConfusionMatrix.Samples:N0} samples");
}
