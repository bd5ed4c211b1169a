using NnGen.Data;

namespace NnGen.Tests;

/// <summary>Normalization and one-hot encoding.</summary>
public class NormalizationTests
{
    // The second column is constant, the third lies far from zero.
    private static readonly Dataset<int> s_train = new([1, 7, 1e6f, 2, 7, 1e6f + 1, 3, 7, 1e6f + 2, 6, 7, 1e6f + 5], [0, 1, 0, 1], inputLength: 3) { ClassNames = ["no", "yes"] };

    [Fact]
    public void A_standard_score_has_mean_0_and_deviation_1()
    {
        Dataset<int> data = Normalization.StandardScore(s_train).Apply(s_train);
        foreach (int column in new[] { 0, 2 })
        {
            double[] values = [.. Enumerable.Range(0, 4).Select(i => (double)data.Input(i)[column])];
            Assert.Equal(0, values.Average(), 1e-6);
            Assert.Equal(1, values.Average(static x => x * x), 1e-6);
        }
        Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(0, data.Input(i)[1]));
        Assert.Equal(s_train.ClassNames, data.ClassNames);
        Assert.Equal(s_train.Targets.ToArray(), data.Targets.ToArray());
        Assert.Equal(1, s_train.Inputs[0]);   // a copy was changed
    }

    [Fact]
    public void Min_and_max_become_0_and_1()
    {
        Normalization normalization = Normalization.MinMax(s_train);
        Assert.Equal([0, 0, 0, 0.2f, 0, 0.2f, 0.4f, 0, 0.4f, 1, 0, 1], normalization.Apply(s_train).Inputs.ToArray());
        float[] other = [11, 9, 1e6f];
        normalization.Apply(other);
        Assert.Equal([2, 2, 0], other);
        normalization.Invert(other);
        Assert.Equal([11, 9, 1e6f], other);
    }

    [Fact]
    public void Columns_at_the_ends_of_floats_stay_finite()
    {
        Dataset<int> data = new([float.MinValue, float.Epsilon, float.MaxValue, 0], [0, 1], inputLength: 2);
        foreach (Normalization normalization in new[] { Normalization.StandardScore(data), Normalization.MinMax(data) })
        {
            Assert.All(normalization.Apply(data).Inputs.ToArray(), static x => Assert.True(float.IsFinite(x)));
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void What_is_not_finite_is_refused_with_its_place(float wrong)
    {
        Dataset<int> data = new([1, 2, 3, 4, 5, wrong], [0, 1, 0], inputLength: 2);
        Assert.Contains("Sample 2, input 1", Assert.Throws<ArgumentException>(() => Normalization.StandardScore(data)).Message, StringComparison.Ordinal);
        Normalization normalization = Normalization.MinMax(data.Subset([0, 1]));
        Assert.Contains("Sample 2, input 1", Assert.Throws<ArgumentException>(() => normalization.Apply(data)).Message, StringComparison.Ordinal);
        Assert.Contains("Sample 2, input 1", Assert.Throws<ArgumentException>(() => Batches(normalization.Apply((IBatchSource<int>)data))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Normalization normalization = Normalization.StandardScore(s_train);
        Assert.Contains("created for 3", Assert.Throws<ArgumentException>(() => normalization.Apply(new Dataset<int>([1], [0], 1))).Message, StringComparison.Ordinal);
        Assert.Contains("4 values", Assert.Throws<ArgumentException>(() => normalization.Apply(new float[4])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(static () => Normalization.StandardScore(new Dataset<int>([], [], 1)));
        Assert.Throws<ArgumentException>(static () => new Normalization([1], [0]));
        Assert.Throws<ArgumentException>(static () => new Normalization([float.NaN], [1]));
        Assert.Throws<ArgumentException>(static () => new Normalization([1, 2], [1]));
    }

    [Fact]
    public void A_source_is_normalized_as_it_is_read()
    {
        Normalization normalization = Normalization.StandardScore(s_train);
        Dataset<int> copied = normalization.Apply(s_train);
        List<float> inputs = Batches(normalization.Apply((IBatchSource<int>)s_train));
        Assert.Equal(copied.Inputs.ToArray(), inputs);
    }

    [Fact]
    public void Targets_are_normalized_and_outputs_taken_back()
    {
        Dataset<float> data = new([1, 2, 3], [100, 150, 200], inputLength: 1);
        Normalization normalization = Normalization.StandardScoreOfTargets(data);
        float[] targets = normalization.ApplyToTargets(data).Targets.ToArray();
        Assert.Equal(0, targets[1]);
        Assert.Equal(-targets[0], targets[2]);
        normalization.Invert(targets);
        Assert.Equal([100, 150, 200], targets);
    }

    [Fact]
    public void Categories_become_ones_and_zeros()
    {
        OneHotEncoding colors = new(["red", "blue", "red", "green"]);
        Assert.Equal(["blue", "green", "red"], colors.Categories);
        Assert.Equal([0, 0, 1], colors.Encode("red"));
        Assert.Contains("'pink' is not among the 3 categories blue, green, red", Assert.Throws<ArgumentException>(() => colors.Encode("pink")).Message, StringComparison.Ordinal);
        Assert.Equal([0, 0, 0], new OneHotEncoding(["red", "blue", "green"]) { AllowUnknown = true }.Encode("pink"));
        Assert.Equal(["2", "10"], new OneHotEncoding(["10", "2"]).Categories);
        Assert.Throws<ArgumentException>(static () => new OneHotEncoding([]));
        Assert.Contains("Category 1", Assert.Throws<ArgumentException>(static () => new OneHotEncoding(["a", ""])).Message, StringComparison.Ordinal);
    }

    private static List<float> Batches(IBatchSource<int> source)
    {
        List<float> inputs = [];
        foreach (Batch<int> batch in source.Read(new BatchReadOptions { BatchSize = 2, Shuffle = false }))
        {
            inputs.AddRange(batch.Inputs);
        }
        return inputs;
    }
}
