using NnGen.Training;

namespace NnGen.Tests;

/// <summary>Metrics against scikit-learn's definitions: cases worked out by hand, and slow implementations of the definitions.</summary>
public class MetricsTests
{
    // Actual 0: 3 right, 1 taken for 2. Actual 1: 2 taken for 0. Actual 2: 1 taken for 0, 4 right. Class 3 occurs nowhere. Class 1 is never predicted.
    private static readonly ClassificationScores s_scores = new(new[,] { { 3, 0, 1, 0 }, { 2, 0, 0, 0 }, { 1, 0, 4, 0 }, { 0, 0, 0, 0 } });

    [Fact]
    public void Scores_of_classes_are_worked_out_by_hand()
    {
        AssertScores(3 / 6.0, 3 / 4.0, 6 / 10.0, 4, s_scores.Classes[0]);
        AssertScores(0, 0, 0, 2, s_scores.Classes[1]);
        AssertScores(4 / 5.0, 4 / 5.0, 8 / 10.0, 5, s_scores.Classes[2]);
        AssertScores(0, 0, 0, 0, s_scores.Classes[3]);
        Assert.Equal(7 / 11.0, s_scores.Accuracy, 1e-12);
    }

    [Fact]
    public void Averages_are_worked_out_by_hand()
    {
        // Over the three classes that occur.
        AssertScores((0.5 + 0 + 0.8) / 3, (0.75 + 0 + 0.8) / 3, (0.6 + 0 + 0.8) / 3, 11, s_scores.Macro);
        AssertScores(((4 * 0.5) + (5 * 0.8)) / 11, ((4 * 0.75) + (5 * 0.8)) / 11, ((4 * 0.6) + (5 * 0.8)) / 11, 11, s_scores.Weighted);
        AssertScores(7 / 11.0, 7 / 11.0, 7 / 11.0, 11, s_scores.Micro);
    }

    // The definitions, sample by sample.
    [Fact]
    public void Scores_agree_with_counting_samples()
    {
        Random random = new(1);
        for (int run = 0; run < 50; run++)
        {
            int classes = random.Next(2, 6);
            (int Actual, int Predicted)[] samples = [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => (random.Next(classes), random.Next(classes)))];
            int[,] confusion = new int[classes, classes];
            foreach ((int actual, int predicted) in samples)
            {
                confusion[actual, predicted]++;
            }
            ClassificationScores scores = new(confusion);
            int[] labels = [.. samples.SelectMany(static sample => new[] { sample.Actual, sample.Predicted }).Distinct()];
            (double P, double R, double F, int N) Of(int c)
            {
                double tp = samples.Count(s => s.Actual == c && s.Predicted == c), fp = samples.Count(s => s.Actual != c && s.Predicted == c), fn = samples.Count(s => s.Actual == c && s.Predicted != c);
                double p = tp + fp == 0 ? 0 : tp / (tp + fp), r = tp + fn == 0 ? 0 : tp / (tp + fn);
                return (p, r, p + r == 0 ? 0 : 2 * p * r / (p + r), (int)(tp + fn));
            }
            for (int c = 0; c < classes; c++)
            {
                (double p, double r, double f, int n) = Of(c);
                AssertScores(p, r, f, n, scores.Classes[c]);
            }
            AssertScores(labels.Average(c => Of(c).P), labels.Average(c => Of(c).R), labels.Average(c => Of(c).F), samples.Length, scores.Macro);
            AssertScores(samples.Average(s => Of(s.Actual).P), samples.Average(s => Of(s.Actual).R), samples.Average(s => Of(s.Actual).F), samples.Length, scores.Weighted);
        }
    }

    [Fact]
    public void The_area_under_the_curve_is_the_part_of_pairs_in_order()
    {
        Random random = new(2);
        for (int run = 0; run < 100; run++)
        {
            int count = random.Next(2, 40);
            double[] scores = [.. Enumerable.Range(0, count).Select(_ => random.Next(10) / 10.0)];
            bool[] labels = [.. Enumerable.Range(0, count).Select(i => i == 0 || (i > 1 && random.Next(2) == 0))];
            double pairs = 0, inOrder = 0;
            for (int i = 0; i < count; i++)
            {
                for (int j = 0; j < count; j++)
                {
                    if (labels[i] && !labels[j])
                    {
                        pairs++;
                        inOrder += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                    }
                }
            }
            Assert.Equal(inOrder / pairs, RocCurve.Area(scores, labels), 1e-12);
        }
    }

    [Fact]
    public void Areas_at_the_edges()
    {
        Assert.Equal(0.75, RocCurve.Area([0.1, 0.4, 0.35, 0.8], [false, false, true, true]), 1e-12);
        Assert.Equal(0.5, RocCurve.Area([1, 1, 1], [false, true, true]), 1e-12);
        Assert.Equal(double.NaN, RocCurve.Area([0.1, 0.2], [true, true]));
        Assert.Equal(double.NaN, RocCurve.Area([], []));
        Assert.Equal(0.25, RocCurve.Area([double.NaN, 1, 2, 0], [true, true, false, false]), 1e-12);
        Assert.Throws<ArgumentException>(static () => RocCurve.Area([1], [true, false]));
    }

    [Fact]
    public void Matrices_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentException>(static () => new ClassificationScores(new int[2, 3]));
        Assert.Throws<ArgumentException>(static () => new ClassificationScores(new[,] { { -1 } }));
        Assert.Equal(0, new ClassificationScores(new int[2, 2]).Macro.F1);
    }

    private static void AssertScores(double precision, double recall, double f1, int support, ClassScores actual)
    {
        Assert.Equal(precision, actual.Precision, 1e-12);
        Assert.Equal(recall, actual.Recall, 1e-12);
        Assert.Equal(f1, actual.F1, 1e-12);
        Assert.Equal(support, actual.Support);
    }
}
