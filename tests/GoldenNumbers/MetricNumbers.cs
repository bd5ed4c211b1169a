using Microsoft.ML;
using Microsoft.ML.Data;
using NnGen.Tests.Golden;

namespace GoldenNumbers;

/// <summary>Metrics as ML.NET computes them.</summary>
internal static class MetricNumbers
{
    private const int Samples = 64, Classes = 4, Pairs = 48, Values = 32;

    public static void Write(string path)
    {
        using var file = new GoldenWriter(path, "Metrics of ML.NET.");
        var random = new GoldenRandom(seed: 6);
        var context = new MLContext(seed: 1);

        float[] logits = random.Next(Samples * Classes, scale: 4f);
        int[] classes = random.NextClasses(Samples, Classes);
        IDataView rows = context.Data.LoadFromEnumerable(Enumerable.Range(0, Samples).Select(i => new ClassRow
        {
            Label = (uint)classes[i],
            Score = logits[(i * Classes)..((i + 1) * Classes)],
            PredictedLabel = (uint)ArgMax(logits.AsSpan(i * Classes, Classes)),
        }));
        MulticlassClassificationMetrics many = context.MulticlassClassification.Evaluate(rows, topKPredictionCount: 2);
        file.Write("classes.accuracy", [(float)many.MicroAccuracy]);
        file.Write("classes.top-2", [(float)many.TopKAccuracy]);
        file.Write("classes.confusion", [.. many.ConfusionMatrix.Counts.SelectMany(static row => row).Select(static count => (float)count)]);
        file.Write("classes.precision", [.. many.ConfusionMatrix.PerClassPrecision.Select(static value => (float)value)]);
        file.Write("classes.recall", [.. many.ConfusionMatrix.PerClassRecall.Select(static value => (float)value)]);

        float[] scores = random.Next(Pairs, scale: 2f);
        int[] truths = random.NextClasses(Pairs, 2);
        BinaryClassificationMetrics two = context.BinaryClassification.EvaluateNonCalibrated(context.Data.LoadFromEnumerable(
            Enumerable.Range(0, Pairs).Select(i => new PairRow { Label = truths[i] == 1, Score = scores[i], PredictedLabel = scores[i] > 0 })));
        file.Write("pairs.auc", [(float)two.AreaUnderRocCurve]);
        file.Write("pairs.accuracy", [(float)two.Accuracy]);
        file.Write("pairs.precision", [(float)two.NegativePrecision, (float)two.PositivePrecision]);
        file.Write("pairs.recall", [(float)two.NegativeRecall, (float)two.PositiveRecall]);
        file.Write("pairs.f1", [(float)two.F1Score]);

        for (int output = 0; output < 2; output++)
        {
            float[] targets = random.Next(Values), outputs = [.. targets.Zip(random.Next(Values, scale: 0.5f), static (target, error) => target + error)];
            RegressionMetrics errors = context.Regression.Evaluate(context.Data.LoadFromEnumerable(
                Enumerable.Range(0, Values).Select(i => new ValueRow { Label = targets[i], Score = outputs[i] })));
            file.Write($"values{output}.mean-absolute-error", [(float)errors.MeanAbsoluteError]);
            file.Write($"values{output}.root-mean-squared-error", [(float)errors.RootMeanSquaredError]);
            file.Write($"values{output}.r-squared", [(float)errors.RSquared]);
        }
    }

    private static int ArgMax(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    private sealed class ClassRow
    {
        [KeyType(Classes)]
        public uint Label { get; set; }

        [VectorType(Classes)]
        public float[] Score { get; set; } = [];

        [KeyType(Classes)]
        public uint PredictedLabel { get; set; }
    }

    private sealed class PairRow
    {
        public bool Label { get; set; }

        public float Score { get; set; }

        public bool PredictedLabel { get; set; }
    }

    private sealed class ValueRow
    {
        public float Label { get; set; }

        public float Score { get; set; }
    }
}
