using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>Weights whose sums, reciprocals or products no float holds: a weighted mean depends on their ratios alone.</summary>
public class WeightRangeTests
{
    private static readonly Dataset<int> s_data = FitTests.Clusters(40);

    private static float[] Ratios => [.. Enumerable.Range(0, 40).Select(static i => (float)((i % 4) + 1))];

    private static readonly float[] s_classes = [1, 2, 4, 1];

    [Theory]
    [InlineData(1e-40f)]
    [InlineData(1e-44f)]
    [InlineData(1e-30f)]
    [InlineData(1e37f)]
    [InlineData(8e37f)]
    public void Sample_weights_of_any_size_count_by_their_ratios(float size)
    {
        // 1e-44 is 7 times the smallest float, so that ratios are whole numbers of those.
        float unit = size < 1e-43f ? float.Epsilon : size;
        AssertSame(new FitOptions { SampleWeights = Ratios }, new FitOptions { SampleWeights = Scaled(Ratios, unit) });
    }

    [Theory]
    [InlineData(1e-40f)]
    [InlineData(1e37f)]
    public void Class_weights_of_any_size_count_by_their_ratios(float size) =>
        AssertSame(new FitOptions { ClassWeights = s_classes }, new FitOptions { ClassWeights = Scaled(s_classes, size) });

    // The products are 1e-60 and 1e60.
    [Theory]
    [InlineData(1e-30f)]
    [InlineData(1e30f)]
    public void Products_of_class_and_sample_weights_may_be_beyond_a_float(float size) => AssertSame(
        new FitOptions { ClassWeights = s_classes, SampleWeights = Ratios },
        new FitOptions { ClassWeights = Scaled(s_classes, size), SampleWeights = Scaled(Ratios, size) });

    [Theory]
    [InlineData(1e-30f)]
    [InlineData(1e30f)]
    public void So_may_those_of_a_network_with_one_output_and_of_label_smoothing(float size)
    {
        FitOptions few = new() { Epochs = 3, BatchSize = 7, Optimizer = new Sgd(0.1f), ClassWeights = [1, 3], SampleWeights = Ratios };
        FitOptions scaled = few with { ClassWeights = Scaled([1, 3], size), SampleWeights = Scaled(Ratios, size) };
        Dataset<int> binary = new(s_data.Inputs[..80].ToArray(), [.. s_data.Targets.ToArray().Select(static target => target % 2)], 2);
        Xor one = new(1), other = new(1);
        AssertClose(one.Fit(binary, few), other.Fit(binary, scaled), one.Parameters, other.Parameters);

        Edited.Before.Steep smooth = new(1), smoother = new(1);
        AssertClose(smooth.Fit(binary, few), smoother.Fit(binary, scaled), smooth.Parameters, smoother.Parameters);
    }

    // The mean of a batch depends only on its own ratios, even if the weights of another batch are 1e50 times as large.
    [Fact]
    public void Products_of_batches_may_differ_by_any_factor()
    {
        int[] order = [.. Enumerable.Range(0, 40).OrderBy(static i => s_data.Targets[i] % 2)];
        int zeros = order.Count(static i => s_data.Targets[i] % 2 == 0);
        Assert.Equal(20, zeros);
        Dataset<int> data = s_data.Subset(order);
        Dataset<int> binary = new(data.Inputs[..80].ToArray(), [.. data.Targets.ToArray().Select(static target => target % 2)], 2);
        FitOptions options = new() { Epochs = 3, BatchSize = 10, Shuffle = false, Optimizer = new Sgd(0.1f), ClassWeights = [1, 1], SampleWeights = Ratios };
        Xor one = new(1), other = new(1);
        one.Fit(binary, options);
        other.Fit(binary, options with { ClassWeights = [1e-30f, 1], SampleWeights = Array.ConvertAll([.. Ratios.Index()], static pair => pair.Index < 20 ? pair.Item * 1e-20f : pair.Item) });
        Assert.All(one.Parameters.ToArray().Zip(other.Parameters.ToArray()), static pair => Assert.Equal(pair.First, pair.Second, 2e-5f));
    }

    private static float[] Scaled(float[] weights, float size) => Array.ConvertAll(weights, weight => weight * size);

    private static void AssertSame(FitOptions ordinary, FitOptions extreme)
    {
        FitOptions options = new() { Epochs = 3, BatchSize = 7, Optimizer = new Sgd(0.1f) };
        Classifier one = new(1), other = new(1);
        AssertClose(
            one.Fit(s_data, options with { ClassWeights = ordinary.ClassWeights, SampleWeights = ordinary.SampleWeights }),
            other.Fit(s_data, options with { ClassWeights = extreme.ClassWeights, SampleWeights = extreme.SampleWeights }),
            one.Parameters, other.Parameters);
    }

    private static void AssertClose(TrainingHistory expected, TrainingHistory actual, ReadOnlySpan<float> expectedParameters, ReadOnlySpan<float> parameters)
    {
        Assert.All(expected.Epochs.Zip(actual.Epochs), static pair => Assert.Equal(pair.First.Loss, pair.Second.Loss, 2e-5f));
        Assert.All(expectedParameters.ToArray().Zip(parameters.ToArray()), static pair => Assert.Equal(pair.First, pair.Second, 2e-5f));
    }
}
