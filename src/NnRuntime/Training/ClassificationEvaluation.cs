using System.Text;

namespace NnGen.Training;

/// <summary>How well a classifier does on data with class numbers.</summary>
public sealed record ClassificationEvaluation : Evaluation
{
    internal ClassificationEvaluation()
    {
    }

    /// <summary>The part of samples whose class is right.</summary>
    public new double Accuracy => Scores.Accuracy;

    /// <summary>Counts of samples as [actual, predicted].</summary>
    public new ConfusionMatrix ConfusionMatrix
    {
        get => base.ConfusionMatrix!;
        init => base.ConfusionMatrix = value;
    }

    /// <summary>Precision, recall and F1 of each class and on average.</summary>
    public new ClassificationScores Scores
    {
        get => base.Scores!;
        init => base.Scores = value;
    }

    /// <summary>The part of samples whose class is among the k with the highest outputs; of equal outputs the first, as in Classify.</summary>
    /// <param name="k">At least 1; 1 gives the accuracy, the number of classes gives 1.</param>
    public new double TopKAccuracy(int k) => base.TopKAccuracy(k)!.Value;

    /// <summary>Writes the members of the base, of which those here are the same values.</summary>
    /// <param name="builder">What is written to.</param>
    protected override bool PrintMembers(StringBuilder builder) => base.PrintMembers(builder);
}
