using NnGen;
using NnGen.CompilerServices;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>Class numbers for a network with one output: the first classifier of a newcomer.</summary>
public sealed class BinaryTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"nngen-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_table_with_two_classes_trains_one_output()
    {
        File.WriteAllLines(_path, ["x,y,kind", .. Points(200).Select(static point => FormattableString.Invariant($"{point.X},{point.Y},{(point.IsRight ? "right" : "left")}"))]);
        Dataset<int> data = CsvFile.LoadClassification(_path);
        Xor network = new(seed: 1);
        TrainingHistory history = network.Fit(data, new FitOptions { Epochs = 60, Seed = 1, Optimizer = new Adam(0.05f) }, validation: data);

        ClassificationEvaluation result = network.Evaluate(data);
        Assert.InRange(result.Accuracy, 0.99, 1);
        Assert.Equal(200, result.ConfusionMatrix.Counts.Sum(static cell => cell.Count));
        Assert.InRange(result.RocAuc!.Value, 0.999, 1);
        Assert.Equal(result.Accuracy, history.Epochs[^1].ValidationAccuracy);

        // Class 1, "right", is the positive one.
        Prediction right = network.Predict([2f, 0f]), left = network.Predict([-2f, 0f]);
        Assert.Equal(("right", 1), (right.ClassName, right.ClassNumber));
        Assert.Equal("left", left.ClassName);
        Assert.InRange(right.Probability, 0.9f, 1);
    }

    [Fact]
    public void The_bits_are_those_of_float_targets()
    {
        (Dataset<int> classes, Dataset<float> floats) = Both(100);
        FitOptions options = new() { Epochs = 3, Seed = 2, Optimizer = new Sgd(0.1f) };
        Xor first = new(1), second = new(1), streamed = new(1), streamedFloats = new(1);
        first.Fit(classes, options);
        second.Fit(floats, options);
        streamed.Fit(classes.Prefetch(), options, validation: classes);
        streamedFloats.Fit(floats.Prefetch(), options, validation: floats);
        Assert.Equal(second.Parameters, first.Parameters);
        Assert.Equal(streamedFloats.Parameters, streamed.Parameters);
        Assert.Equal(second.Evaluate(floats).Loss, first.Evaluate(classes).Loss);
        Assert.Equal(second.Evaluate(floats).Accuracy, first.Evaluate(classes).Accuracy);
    }

    [Fact]
    public void Class_weights_are_those_of_the_samples()
    {
        (Dataset<int> classes, Dataset<float> floats) = Both(100);
        float[] own = [.. Enumerable.Range(0, 100).Select(static i => 1f + (i % 3))];
        FitOptions options = new() { Epochs = 3, Seed = 2, Optimizer = new Sgd(0.1f), SampleWeights = own };
        Xor first = new(1), second = new(1);
        first.Fit(classes, options with { ClassWeights = [1, 4] });
        second.Fit(floats, options with { SampleWeights = own.Select((weight, i) => weight * (classes.Targets[i] == 1 ? 4 : 1)).ToArray() });
        Assert.Equal(second.Parameters, first.Parameters);
        Assert.Contains("3 ClassWeights, but 2 classes", Assert.Throws<ArgumentException>(() => first.Fit(classes, options with { ClassWeights = [1, 4, 1] })).Message, StringComparison.Ordinal);
        Assert.Contains("ClassWeights[1] is -4", Assert.Throws<ArgumentException>(() => first.Fit(classes, options with { ClassWeights = [1, -4] })).Message, StringComparison.Ordinal);
        Assert.Contains("dataset in memory", Assert.Throws<ArgumentException>(() => first.Fit(classes.Prefetch(), options with { ClassWeights = [1, 4] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_third_class_is_told()
    {
        Dataset<int> data = new([0, 0, 1, 1, 2, 2], [0, 1, 2], 2);
        Xor network = new(1);
        float[] before = network.Parameters.ToArray();
        Assert.Contains("Sample 2 is of class 2, but Xor has one output", Assert.Throws<ArgumentException>(() => network.Fit(data)).Message, StringComparison.Ordinal);
        Assert.Contains("Sample 2 is of class 2", Assert.Throws<ArgumentException>(() => network.Evaluate(data)).Message, StringComparison.Ordinal);
        Assert.Contains("Sample 2 is of class 2", Assert.Throws<ArgumentException>(() => network.Fit(data.Prefetch(), new FitOptions { Shuffle = false })).Message, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters);
    }

    private static (Dataset<int> Classes, Dataset<float> Floats) Both(int count)
    {
        (float X, float Y, bool IsRight)[] points = [.. Points(count)];
        float[] inputs = [.. points.SelectMany(static point => (float[])[point.X, point.Y])];
        return (new(inputs, [.. points.Select(static point => point.IsRight ? 1 : 0)], 2), new(inputs, [.. points.Select(static point => point.IsRight ? 1f : 0)], 2));
    }

    private static IEnumerable<(float X, float Y, bool IsRight)> Points(int count)
    {
        Xoshiro256 random = new(4);
        for (int i = 0; i < count; i++)
        {
            bool isRight = random.NextInt(2) == 1;
            yield return ((isRight ? 1 : -1) * (0.5f + random.NextFloat()), (float)random.NextNormal(), isRight);
        }
    }
}
