using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Training;

namespace NnGen.IntegrationTests;

[Network(2)]
[Dense(2, UseBias = false, Initializer = Initializer.Constant, InitialValue = 0), Softmax]
internal sealed partial class TwoClasses;

[Network(1)]
[Dense(1, Initializer = Initializer.Constant, InitialValue = 1), Sigmoid]
internal sealed partial class OneProbability;

[Network(2)]
[Dense(20_000)]
[CrossEntropy]
internal sealed partial class ManyClasses;

[Network(2)]
[Dense(2, UseBias = false, Initializer = Initializer.Constant, InitialValue = 0)]
[MeanSquaredError]
internal sealed partial class Through;

/// <summary>Evaluate on networks whose outputs are chosen: the weights are the identity, so inputs are logits or outputs.</summary>
public class EvaluationTests
{
    // Several blocks, the last of them not whole; and more validation samples than are measured of the training data.
    [Theory]
    [InlineData(130, 130)]
    [InlineData(1000, 500)]
    public void Training_accuracy_is_that_of_samples_spread_over_the_data(int validationSamples, int measured)
    {
        const int Samples = 1300;
        Random random = new(1);
        float[] inputs = new float[Samples * 3];
        int[] targets = new int[Samples];
        bool[] isRight = new bool[Samples];
        for (int i = 0; i < Samples; i++)
        {
            int predicted = random.Next(3);
            isRight[i] = random.Next(4) > 0;
            inputs[(i * 3) + predicted] = 5;
            targets[i] = isRight[i] ? predicted : (predicted + 1) % 3;
        }
        Dataset<int> train = new(inputs, targets, inputLength: 3);
        Logits network = new(1);
        Identity(network.Parameters, 3);
        TrainingHistory history = network.Fit(train, new FitOptions { Epochs = 1, Optimizer = new Sgd(1e-20f), Threads = 2 }, train.Subset([.. Enumerable.Range(0, validationSamples)]));

        int right = Enumerable.Range(0, measured).Count(i => isRight[i * Samples / measured]);
        Assert.Equal(right / (double)measured, history.Epochs[0].Accuracy);
    }

    [Fact]
    public void Classes_of_three_outputs()
    {
        Logits network = new(1);
        Identity(network.Parameters, 3);
        Evaluation result = network.Evaluate(new Dataset<int>([3, 2, 1, 2, 3, 1, 1, 2, 3, 2, 2, 2], [0, 0, 0, 2], inputLength: 3));
        Assert.Equal(0.25, result.Accuracy);
        Assert.Equal(1, result.ConfusionMatrix![0, 0]);
        Assert.Equal(1, result.ConfusionMatrix[0, 1]);
        Assert.Equal(1, result.ConfusionMatrix[0, 2]);
        Assert.Equal(1, result.ConfusionMatrix[2, 0]);

        // Ranks of the right class: 1, 2, 3, and of three equals the last.
        Assert.Equal(0.25, result.TopKAccuracy(1));
        Assert.Equal(0.5, result.TopKAccuracy(2));
        Assert.Equal(1, result.TopKAccuracy(3));
        Assert.Equal(1, result.TopKAccuracy(9));
        Assert.Null(result.RocAuc);
        Assert.Null(result.RSquared);
        Assert.Equal(0.5, result.Scores!.Classes[0].Precision);
        Assert.Equal(1 / 3.0, result.Scores.Classes[0].Recall, 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => result.TopKAccuracy(0));
    }

    [Fact]
    public void Two_classes_have_an_area_under_the_curve()
    {
        TwoClasses network = new(1);
        Identity(network.Parameters, 2);
        Evaluation result = network.Evaluate(new Dataset<int>([0, 0.1f, 0, 0.4f, 0, 0.35f, 0, 0.8f], [0, 0, 1, 1], inputLength: 2));
        Assert.Equal(0.75, result.RocAuc);

        // Far out, where the other probability is 1 as a float.
        result = network.Evaluate(new Dataset<int>([0, -40, 0, -50, 0, -60], [1, 1, 0], inputLength: 2));
        Assert.Equal(1, result.RocAuc);
        Assert.Equal(1 / 3.0, result.Accuracy);
    }

    // From 17 on the probability is 1 as a float, and below -88 it is 0.
    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    [InlineData(300)]
    public void Saturated_probabilities_are_ranked_by_their_logits(float spread)
    {
        const int Samples = 400;
        Random random = new(1);
        float[] logits = new float[Samples];
        int[] targets = [.. Enumerable.Range(0, Samples).Select(static i => i % 2)];
        for (int i = 0; i < Samples; i++)
        {
            logits[i] = ((random.NextSingle() - 0.3f) * 2 * spread) + (targets[i] * spread);
        }
        double expected = RocCurve.Area([.. logits.Select(static logit => (double)logit)], [.. targets.Select(static target => target == 1)]);
        Assert.InRange(expected, 0.6, 0.99);
        Assert.Equal(expected, new OneProbability(1).Evaluate(new Dataset<float>(logits, [.. targets.Select(static target => (float)target)], inputLength: 1)).RocAuc!.Value, 1e-9);
        Assert.Equal(expected, new OneLogit(1).Evaluate(new Dataset<float>(logits, [.. targets.Select(static target => (float)target)], inputLength: 1)).RocAuc!.Value, 1e-9);

        TwoClasses two = new(1);
        Identity(two.Parameters, 2);
        Assert.Equal(expected, two.Evaluate(new Dataset<int>([.. logits.SelectMany(static logit => new[] { 0, logit })], targets, inputLength: 2)).RocAuc!.Value, 1e-9);
    }

    [Fact]
    public void Thousands_of_classes_cost_no_more_than_their_samples()
    {
        ManyClasses network = new(1);
        Dataset<int> data = new([1, 2, 3, 4], [5, 19_999], inputLength: 2);
        network.Evaluate(data);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Evaluation result = network.Evaluate(data);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 30_000_000);
        Assert.Equal(20_000, result.ConfusionMatrix!.Classes);
        Assert.Equal(2, result.ConfusionMatrix.Counts.Sum(static entry => entry.Count));
        Assert.Equal([5, 19_999], result.ConfusionMatrix.Counts.Select(static entry => entry.Actual));
    }

    [Fact]
    public void A_confusion_matrix_can_be_counted_and_copied()
    {
        ConfusionMatrix matrix = new(3, [0, 0, 2, 2, 2], [0, 1, 2, 2, 0]);
        Assert.Equal((1, 1, 2, 1, 0), (matrix[0, 0], matrix[0, 1], matrix[2, 2], matrix[2, 0], matrix[1, 1]));
        Assert.Equal([(0, 0, 1), (0, 1, 1), (2, 0, 1), (2, 2, 2)], matrix.Counts);
        Assert.Equal(new[,] { { 1, 1, 0 }, { 0, 0, 0 }, { 1, 0, 2 } }, matrix.ToArray());
        Assert.Equal(new ClassificationScores(matrix.ToArray()).Macro, new ClassificationScores(matrix).Macro);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[0, 3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[-1, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ConfusionMatrix(2, [0, 2], [0, 1]));
        Assert.Throws<ArgumentException>(static () => new ConfusionMatrix(2, [0, 1], [0]));
        Assert.Throws<ArgumentException>(static () => new ClassificationScores(new int[2, 3]));
    }

    [Fact]
    public void One_output_with_targets_of_0_and_1_is_a_classifier()
    {
        OneLogit network = new(1);
        Evaluation result = network.Evaluate(new Dataset<float>([-1, 0.2f, 0.7f, 3], [0, 1, 0, 1], inputLength: 1));
        Assert.Equal(0.75, result.Accuracy);
        Assert.Equal(1, result.ConfusionMatrix![0, 1]);
        Assert.Equal(0.75, result.RocAuc);
        Assert.Equal(0.75, result.TopKAccuracy(1));
        Assert.NotNull(result.RSquared);
        TrainingHistory history = network.Fit(new Dataset<float>([-1, 1], [0, 1], 1), new FitOptions { Epochs = 1 }, new Dataset<float>([-1, 1, 1], [0, 1, 0], 1));
        Assert.Equal(2 / 3.0, history.Epochs[0].ValidationAccuracy);

        Evaluation soft = new OneLogit(1).Evaluate(new Dataset<float>([-1, 2], [0.2f, 1], inputLength: 1));
        Assert.Null(soft.Accuracy);
        Assert.Null(soft.TopKAccuracy(1));
        Assert.NotNull(soft.MeanAbsoluteError);
    }

    // Residuals of the first output are 1, −1, 2, 0 on targets 0, 2, 1, 3; of the second 0, 0, 3, 0 on targets that are all 5.
    [Fact]
    public void Errors_of_floats_are_worked_out_by_hand()
    {
        Evaluation result = Of([1, 5, 1, 5, 3, 8, 3, 5], [0, 5, 2, 5, 1, 5, 3, 5]);
        Assert.Equal(7 / 8.0, result.MeanAbsoluteError!.Value, 1e-9);
        Assert.Equal((Math.Sqrt(6 / 4.0) + Math.Sqrt(9 / 4.0)) / 2, result.RootMeanSquaredError!.Value, 1e-9);
        Assert.Equal(((1 - (6 / 5.0)) + 0) / 2, result.RSquared!.Value, 1e-9);
        Assert.Null(result.Accuracy);
        Assert.Null(result.ConfusionMatrix);
    }

    [Fact]
    public void Constant_targets_have_a_determination_of_1_or_0()
    {
        Assert.Equal(1, Of([5, 5, 5, 5], [5, 5, 5, 5]).RSquared);
        Assert.Equal(0, Of([5, 6, 5, 5], [5, 5, 5, 5]).RSquared * 2 - 1);

        // Far from zero, where Σt² − (Σt)²/n would cancel.
        Assert.Equal(0.5, Of([1e6f + 1, 1e6f, 1e6f - 1, 1e6f], [1e6f + 1, 1e6f + 1, 1e6f - 1, 1e6f - 1]).RSquared, 1e-9);
    }

    // A mean that is rounded would leave a spread of its own, and a determination of -1e30.
    [Fact]
    public void The_mean_of_constant_targets_is_exact()
    {
        for (int samples = 1; samples <= 50; samples++)
        {
            float[] targets = [.. Enumerable.Repeat(0.1f, 2 * samples)];
            Assert.Equal(0, Of(new float[2 * samples], targets).RSquared);
        }
    }

    private static RegressionEvaluation Of(float[] outputs, float[] targets)
    {
        Through network = new(1);
        Identity(network.Parameters, 2);
        return network.Evaluate(new Dataset<float>(outputs, targets, inputLength: 2, targetLength: 2));
    }

    private static void Identity(Span<float> weights, int size)
    {
        weights.Clear();
        for (int i = 0; i < size; i++)
        {
            weights[(i * size) + i] = 1;
        }
    }
}
