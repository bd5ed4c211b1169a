using NnGen;
using NnGen.Data;
using NnGen.Tests.Golden;
using NnGen.Training;

namespace NnGen.IntegrationTests;

[Network(4)]
[Dense(4, UseBias = false, Initializer = Initializer.Zeros)]
[CrossEntropy]
internal sealed partial class FourClasses;

/// <summary>Metrics beside those of ML.NET, on networks that hand their inputs through; tests/NnRuntime.Tests/Golden tells of the numbers.</summary>
public class GoldenMetricTests
{
    private const int Samples = 64, Classes = 4, Pairs = 48, Values = 32;

    [Fact]
    public void Metrics_agree_with_ML_NET()
    {
        IReadOnlyDictionary<string, double[]> file = GoldenFile.Read("metrics.txt");
        var random = new GoldenRandom(seed: 6);
        HashSet<string> compared = [];

        FourClasses four = new();
        Identity(four.Parameters, Classes);
        Evaluation many = four.Evaluate(new Dataset<int>(random.Next(Samples * Classes, scale: 4f), random.NextClasses(Samples, Classes), Classes));
        Agree("classes.accuracy", many.Accuracy!.Value);
        Agree("classes.top-2", many.TopKAccuracy(2)!.Value);
        Agree("classes.confusion", [.. many.ConfusionMatrix!.ToArray().Cast<int>().Select(static count => (double)count)]);
        Agree("classes.precision", [.. many.Scores!.Classes.Select(static scores => scores.Precision)]);
        Agree("classes.recall", [.. many.Scores.Classes.Select(static scores => scores.Recall)]);

        OneLogit one = new();
        one.Parameters[0] = 1;
        Evaluation two = one.Evaluate(new Dataset<float>(random.Next(Pairs, scale: 2f), [.. random.NextClasses(Pairs, 2).Select(static truth => (float)truth)], inputLength: 1));
        Agree("pairs.auc", two.RocAuc!.Value);
        Agree("pairs.accuracy", two.Accuracy!.Value);
        Agree("pairs.precision", [.. two.Scores!.Classes.Select(static scores => scores.Precision)]);
        Agree("pairs.recall", [.. two.Scores.Classes.Select(static scores => scores.Recall)]);
        Agree("pairs.f1", two.Scores.Classes[1].F1);

        float[] inputs = new float[2 * Values], targets = new float[2 * Values];
        for (int output = 0; output < 2; output++)
        {
            float[] truths = random.Next(Values), errors = random.Next(Values, scale: 0.5f);
            for (int i = 0; i < Values; i++)
            {
                targets[(2 * i) + output] = truths[i];
                inputs[(2 * i) + output] = truths[i] + errors[i];
            }
        }
        Through through = new();
        Identity(through.Parameters, 2);
        Evaluation values = through.Evaluate(new Dataset<float>(inputs, targets, inputLength: 2, targetLength: 2));
        AgreeOnAverage("mean-absolute-error", values.MeanAbsoluteError!.Value);
        AgreeOnAverage("root-mean-squared-error", values.RootMeanSquaredError!.Value);
        AgreeOnAverage("r-squared", values.RSquared!.Value);
        GoldenComparison.AssertCovered(file, compared);

        void Agree(string name, params double[] actual)
        {
            compared.Add(name);
            GoldenComparison.AssertAgree(name, file[name], Array.ConvertAll(actual, static value => (float)value), 1e-5, floor: 1e-3);
        }

        // Ours is the mean over the outputs, each of which ML.NET takes by itself.
        void AgreeOnAverage(string name, double actual)
        {
            compared.Add($"values0.{name}");
            compared.Add($"values1.{name}");
            GoldenComparison.AssertAgree(name, [(file[$"values0.{name}"][0] + file[$"values1.{name}"][0]) / 2], [(float)actual], 1e-5, floor: 1e-3);
        }
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
