namespace NnGen.Training;

/// <summary>Precision, recall and F1 score of one class or of an average over classes, as defined by scikit-learn: 0 if the denominator is 0, for example for
/// a class that is never predicted.</summary>
public sealed record ClassScores
{
    /// <summary>Gets the fraction of the samples predicted as the class that belong to it: tp / (tp + fp).</summary>
    public required double Precision { get; init; }

    /// <summary>Gets the fraction of the samples of the class that are predicted as it: tp / (tp + fn).</summary>
    public required double Recall { get; init; }

    /// <summary>Gets the harmonic mean of precision and recall: 2·tp / (2·tp + fp + fn).</summary>
    public required double F1 { get; init; }

    /// <summary>Gets the number of samples of the class.</summary>
    public required int Support { get; init; }
}

/// <summary>Classification metrics that are derived from a confusion matrix.</summary>
public sealed class ClassificationScores
{
    /// <summary>Computes the scores from a confusion matrix.</summary>
    /// <param name="confusionMatrix">Counts of samples as [actual, predicted].</param>
    public ClassificationScores(ConfusionMatrix confusionMatrix)
    {
        ArgumentNullException.ThrowIfNull(confusionMatrix);
        int classes = confusionMatrix.Classes;
        long[] right = new long[classes], actual = new long[classes], predicted = new long[classes];
        foreach ((int i, int j, int count) in confusionMatrix.Counts)
        {
            right[i] += i == j ? count : 0;
            actual[i] += count;
            predicted[j] += count;
        }
        long samples = actual.Sum();
        Accuracy = Quotient(right.Sum(), samples);
        Classes = [.. Enumerable.Range(0, classes).Select(i => Scores(right[i], predicted[i], actual[i]))];

        // As scikit-learn, which uses the labels that occur.
        ClassScores[] occurring = [.. Classes.Where((_, i) => actual[i] + predicted[i] > 0)];
        Macro = Average(occurring, static _ => 1, (int)samples);
        Weighted = Average(occurring, static scores => scores.Support, (int)samples);
        Micro = Scores(right.Sum(), predicted.Sum(), samples);
    }

    /// <summary>Computes the scores from a confusion matrix given as a table.</summary>
    /// <param name="confusionMatrix">Square table of counts of samples as [actual, predicted].</param>
    /// <exception cref="ArgumentException">The table is not square or contains a negative count.</exception>
    public ClassificationScores(int[,] confusionMatrix)
        : this(Matrix(confusionMatrix))
    {
    }

    /// <summary>Gets the fraction of samples that are classified correctly.</summary>
    public double Accuracy { get; }

    /// <summary>Gets the scores of each class against all others, in the order of the classes.</summary>
    public IReadOnlyList<ClassScores> Classes { get; }

    /// <summary>Gets the unweighted mean over the classes that occur as actual or predicted classes.</summary>
    public ClassScores Macro { get; }

    /// <summary>Gets the scores computed from the totals over all classes. Since every sample has exactly one class, all three equal the accuracy.</summary>
    public ClassScores Micro { get; }

    /// <summary>Gets the mean over the classes, weighted by their number of samples.</summary>
    public ClassScores Weighted { get; }

    private static ConfusionMatrix Matrix(int[,] table)
    {
        ArgumentNullException.ThrowIfNull(table);
        int classes = table.GetLength(0);
        if (classes != table.GetLength(1))
        {
            throw new ArgumentException($"The confusion matrix has {classes} rows and {table.GetLength(1)} columns, but it must be square.", nameof(table));
        }
        ConfusionMatrix matrix = new(classes);
        for (int i = 0; i < classes; i++)
        {
            for (int j = 0; j < classes; j++)
            {
                if (table[i, j] < 0)
                {
                    throw new ArgumentException($"The count [{i}, {j}] is {table[i, j]}, but it must be at least 0.", nameof(table));
                }
                if (table[i, j] > 0)
                {
                    matrix.Add(i, j, table[i, j]);
                }
            }
        }
        return matrix;
    }

    private static ClassScores Scores(long right, long predicted, long actual) =>
        new() { Precision = Quotient(right, predicted), Recall = Quotient(right, actual), F1 = Quotient(2 * right, predicted + actual), Support = (int)actual };

    private static ClassScores Average(ClassScores[] classes, Func<ClassScores, double> weight, int samples)
    {
        double total = classes.Sum(weight);
        double Mean(Func<ClassScores, double> score) => total > 0 ? classes.Sum(scores => weight(scores) * score(scores)) / total : 0;
        return new ClassScores { Precision = Mean(static scores => scores.Precision), Recall = Mean(static scores => scores.Recall), F1 = Mean(static scores => scores.F1), Support = samples };
    }

    private static double Quotient(long above, long below) => below > 0 ? (double)above / below : 0;
}
