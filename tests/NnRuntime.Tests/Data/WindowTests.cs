using NnGen.Data;

namespace NnGen.Tests;

/// <summary>Windows of a series, and their split in time.</summary>
public class WindowTests
{
    private static readonly float[] s_series = [.. Enumerable.Range(0, 100).Select(static step => (float)step)];

    // Two features of a step: its number, and a hundred more.
    private static readonly float[] s_pairs = [.. s_series.SelectMany(static step => new[] { step, step + 100 })];

    [Fact]
    public void A_sample_is_followed_by_its_targets()
    {
        Dataset<float> windows = Dataset.Windows(s_series, length: 3, horizon: 2);
        Assert.Equal((96, 3, 2), (windows.Count, windows.InputLength, windows.TargetLength));
        Assert.Equal([0, 1, 2], windows.Input(0).ToArray());
        Assert.Equal([3, 4], windows.Target(0).ToArray());
        Assert.Equal([95, 96, 97], windows.Input(95).ToArray());
        Assert.Equal([98, 99], windows.Target(95).ToArray());
    }

    [Fact]
    public void Steps_have_features()
    {
        Dataset<float> windows = Dataset.Windows(s_pairs, length: 2, horizon: 2, features: 2);
        Assert.Equal((97, 4, 4), (windows.Count, windows.InputLength, windows.TargetLength));
        Assert.Equal([10, 110, 11, 111], windows.Input(10).ToArray());
        Assert.Equal([12, 112, 13, 113], windows.Target(10).ToArray());
    }

    [Fact]
    public void Some_features_are_predicted_and_all_are_inputs()
    {
        Dataset<float> windows = Dataset.Windows(s_pairs, length: 2, horizon: 3, features: 2, targetFeatures: [1]);
        Assert.Equal((4, 3), (windows.InputLength, windows.TargetLength));
        Assert.Equal([5, 105, 6, 106], windows.Input(5).ToArray());
        Assert.Equal([107, 108, 109], windows.Target(5).ToArray());
        Assert.Equal([102, 2, 103, 3], Dataset.Windows(s_pairs, 2, horizon: 2, features: 2, targetFeatures: [1, 0]).Target(0).ToArray());
    }

    [Theory]
    [InlineData(1, 96)]
    [InlineData(2, 48)]
    [InlineData(5, 20)]
    [InlineData(95, 2)]
    [InlineData(96, 1)]
    [InlineData(int.MaxValue, 1)]
    public void A_stride_skips_steps(int stride, int count)
    {
        Dataset<float> windows = Dataset.Windows(s_series, length: 3, horizon: 2, stride: stride);
        Assert.Equal(count, windows.Count);
        Assert.All(Enumerable.Range(0, count), i => Assert.Equal([(i * stride) + 3f, (i * stride) + 4], windows.Target(i).ToArray()));
    }

    [Fact]
    public void A_series_that_is_just_long_enough_is_one_sample()
    {
        Dataset<float> windows = Dataset.Windows(s_series.AsSpan(0, 5), length: 3, horizon: 2);
        Assert.Equal(1, windows.Count);
        Assert.Equal([3, 4], windows.Target(0).ToArray());
    }

    [Fact]
    public void Windows_are_copies()
    {
        float[] series = [1, 2, 3];
        Dataset<float> windows = Dataset.Windows(series, 1);
        series[0] = 9;
        Assert.Equal([1, 2], windows.Inputs.ToArray());
    }

    [Fact]
    public void Series_that_do_not_fit_are_refused()
    {
        static string Error(Action windows) => Assert.ThrowsAny<ArgumentException>(windows).Message;

        Assert.Contains("The series has 100 steps, but a sample needs 101: 90 for its inputs and 11 for its targets", Error(static () => Dataset.Windows(s_series, 90, 11)), StringComparison.Ordinal);
        Assert.Contains("The series has 0 steps", Error(static () => Dataset.Windows([], 1)), StringComparison.Ordinal);
        Assert.Contains("a sample needs 4294967294", Error(static () => Dataset.Windows(s_series, int.MaxValue, int.MaxValue)), StringComparison.Ordinal);
        Assert.Contains("100 values are not a whole number of steps with 3 features", Error(static () => Dataset.Windows(s_series, 1, features: 3)), StringComparison.Ordinal);
        Assert.Contains("length is 0, but it must be at least 1", Error(static () => Dataset.Windows(s_series, 0)), StringComparison.Ordinal);
        Assert.Contains("horizon is -1", Error(static () => Dataset.Windows(s_series, 1, -1)), StringComparison.Ordinal);
        Assert.Contains("features is 0", Error(static () => Dataset.Windows(s_series, 1, features: 0)), StringComparison.Ordinal);
        Assert.Contains("stride is 0", Error(static () => Dataset.Windows(s_series, 1, stride: 0)), StringComparison.Ordinal);
        Assert.Contains("There is no feature 2; the features of a step are 0 to 1", Error(static () => Dataset.Windows(s_pairs, 1, features: 2, targetFeatures: [2])), StringComparison.Ordinal);
        Assert.Contains("There is no feature -1", Error(static () => Dataset.Windows(s_pairs, 1, features: 2, targetFeatures: [-1])), StringComparison.Ordinal);
        Assert.Contains("Feature 1 occurs twice", Error(static () => Dataset.Windows(s_pairs, 1, features: 2, targetFeatures: [1, 0, 1])), StringComparison.Ordinal);
        Assert.Contains("Step 1, feature 1: NaN is not a finite number", Error(static () => Dataset.Windows([0, 1, 2, float.NaN], 1, features: 2)), StringComparison.Ordinal);
        Assert.Contains("Step 2, feature 0: ∞", Error(static () => Dataset.Windows([0, 1, float.PositiveInfinity], 1)).Replace("Infinity", "∞", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    // 50,000 × 50,000 inputs exceed an array.
    [Fact]
    public void Samples_beyond_an_array_are_refused() =>
        Assert.Contains("50000 samples of 50000 inputs", Assert.Throws<ArgumentException>(static () => Dataset.Windows(new float[100_000], 50_000)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 1)]
    [InlineData(7, 2)]
    [InlineData(7, 3)]
    [InlineData(7, 7)]
    [InlineData(6, 7)]
    public void The_targets_of_the_second_part_are_later_than_everything_in_the_first(int horizon, int stride)
    {
        Dataset<float> windows = Dataset.Windows(s_series, length: 5, horizon, stride: stride);
        (Dataset<float> first, Dataset<float> second) = windows.TemporalSplit(0.7);
        Assert.Equal(windows.Count - (int)Math.Round(0.7 * windows.Count), second.Count);
        float known = first.Targets.ToArray().Max(), predicted = second.Targets.ToArray().Min();
        Assert.True(known < predicted, $"{known} is not before {predicted}");

        // Not one window more than needed is left out.
        Assert.Equal(windows.Count - second.Count - ((horizon - 1) / stride), first.Count);
        Assert.Equal(Enumerable.Range(0, first.Count), first.SampleNumbers.ToArray());
        Assert.Equal(Enumerable.Range(windows.Count - second.Count, second.Count), second.SampleNumbers.ToArray());
    }

    [Fact]
    public void Parts_and_normalized_copies_are_split_in_the_same_way()
    {
        Dataset<float> windows = Dataset.Windows(s_series, length: 5, horizon: 7);
        Dataset<float> normalized = Normalization.StandardScoreOfTargets(windows).ApplyToTargets(Normalization.StandardScore(windows).Apply(windows));
        (Dataset<float> first, Dataset<float> second) = normalized.TemporalSplit(0.5);
        Assert.Equal((38, 45), (first.Count, second.Count));

        // Of every other window, three share targets with the second part.
        Dataset<float> sparse = windows.Subset([.. Enumerable.Range(0, 44).Select(static i => 2 * i)]);
        (first, second) = sparse.TemporalSplit(0.5);
        Assert.Equal((19, 22), (first.Count, second.Count));
        Assert.True(first.Targets.ToArray().Max() < second.Targets.ToArray().Min());
    }

    [Fact]
    public void Other_data_have_the_gap_that_is_set()
    {
        Dataset<int> days = new(s_series, new int[100], inputLength: 1) { ClassNames = ["a"] };
        (Dataset<int> first, Dataset<int> second) = days.TemporalSplit(0.8);
        Assert.Equal((80, 20, 80f), (first.Count, second.Count, second.Input(0)[0]));
        Assert.Equal(["a"], second.ClassNames);
        (first, second) = days.TemporalSplit(0.8, gap: 5);
        Assert.Equal((75, 20, 80f), (first.Count, second.Count, second.Input(0)[0]));
        Assert.Equal(70, Dataset.Windows(s_series, 5, 3).TemporalSplit(80 / 93.0, gap: 10).First.Count);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 94)]
    public void One_part_may_be_empty(double fraction, int count)
    {
        (Dataset<float> first, Dataset<float> second) = Dataset.Windows(s_series, 5, 2).TemporalSplit(fraction);
        Assert.Equal((count, 94 - count), (first.Count, second.Count));
    }

    [Fact]
    public void Splits_that_cannot_be_are_refused()
    {
        Dataset<float> windows = Dataset.Windows(s_series, length: 5, horizon: 7);
        Assert.Throws<ArgumentOutOfRangeException>(() => windows.TemporalSplit(1.5));
        Assert.Contains("gap is -1", Assert.Throws<ArgumentOutOfRangeException>(() => windows.TemporalSplit(0.5, -1)).Message, StringComparison.Ordinal);
        Assert.Contains("6 samples precede the second part, but all of them belong to the gap of 6", Assert.Throws<ArgumentException>(() => windows.TemporalSplit(6 / 89.0)).Message, StringComparison.Ordinal);
        Assert.Contains("the gap of 2147483647", Assert.Throws<ArgumentException>(() => windows.TemporalSplit(0.5, int.MaxValue)).Message, StringComparison.Ordinal);
        Assert.Contains("not in the order of time", Assert.Throws<InvalidOperationException>(() => windows.Split(0.8, seed: 1).First.TemporalSplit(0.5)).Message, StringComparison.Ordinal);
        Assert.Contains("sample 2 was number 1 of the original data, and the sample before it number 3", Assert.Throws<InvalidOperationException>(() => windows.Subset([0, 3, 1]).TemporalSplit(0.5)).Message, StringComparison.Ordinal);
        Assert.Equal(1, windows.TemporalSplit(7 / 89.0).First.Count);
    }
}
