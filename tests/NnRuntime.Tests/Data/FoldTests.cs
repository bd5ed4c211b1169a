using NnGen.Data;

namespace NnGen.Tests;

/// <summary>Datasets from records, and their parts.</summary>
public class FoldTests
{
    // 23 of class 0, 31 of class 1, 7 of class 2, each sample with its own number as input.
    private static readonly Dataset<int> s_data = new(
        [.. Enumerable.Range(0, 61).Select(static i => (float)i)], [.. Enumerable.Range(0, 61).Select(static i => i < 23 ? 0 : i < 54 ? 1 : 2)], inputLength: 1)
    { ClassNames = ["a", "b", "c"] };

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(10)]
    public void Every_sample_is_in_one_validation_fold_and_every_class_is_shared_out(int k)
    {
        (Dataset<int> Train, Dataset<int> Validation)[] folds = [.. s_data.StratifiedKFold(k, seed: 3)];
        Assert.Equal(k, folds.Length);
        Assert.Equal(s_data.Inputs.ToArray(), folds.SelectMany(static fold => fold.Validation.Inputs.ToArray()).Order());
        Assert.All(folds, fold =>
        {
            Assert.Equal(s_data.Inputs.ToArray(), fold.Train.Inputs.ToArray().Concat(fold.Validation.Inputs.ToArray()).Order());
            Assert.InRange(fold.Validation.Count, 61 / k, (61 + k - 1) / k);
            Assert.Equal(s_data.ClassNames, fold.Train.ClassNames);
            for (int c = 0; c < 3; c++)
            {
                double share = s_data.Targets.Count(c) / (double)k;
                Assert.InRange(fold.Validation.Targets.Count(c), Math.Floor(share), Math.Ceiling(share));
            }
        });
        Assert.Equal(folds[0].Validation.Inputs.ToArray(), s_data.StratifiedKFold(k, seed: 3).First().Validation.Inputs.ToArray());
        Assert.NotEqual(folds[0].Validation.Inputs.ToArray(), s_data.StratifiedKFold(k, seed: 4).First().Validation.Inputs.ToArray());
    }

    [Fact]
    public void K_fold_shares_out_every_sample()
    {
        (Dataset<int> Train, Dataset<int> Validation)[] folds = [.. s_data.KFold(4, seed: 1)];
        Assert.Equal([16, 15, 15, 15], folds.Select(static fold => fold.Validation.Count));
        Assert.Equal(s_data.Inputs.ToArray(), folds.SelectMany(static fold => fold.Validation.Inputs.ToArray()).Order());
        Assert.All(folds, static fold => Assert.Equal(61, fold.Train.Inputs.ToArray().Concat(fold.Validation.Inputs.ToArray()).Distinct().Count()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(1)]
    public void A_stratified_split_gives_every_class_its_share(double fraction)
    {
        (Dataset<int> first, Dataset<int> second) = s_data.StratifiedSplit(fraction, seed: 2);
        Assert.Equal(s_data.Inputs.ToArray(), first.Inputs.ToArray().Concat(second.Inputs.ToArray()).Order());
        Assert.Equal((int)Math.Floor((61 * fraction) + 0.5), first.Count);
        Assert.All(Enumerable.Range(0, 3), c => Assert.True(Math.Abs(first.Targets.Count(c) - (fraction * s_data.Targets.Count(c))) < 1));
    }

    [Fact]
    public void Parts_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => s_data.KFold(1, 0));
        Assert.Contains("61 samples cannot be divided into 62 folds", Assert.Throws<ArgumentOutOfRangeException>(static () => s_data.StratifiedKFold(62, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(static () => s_data.StratifiedSplit(double.NaN, 0));
        Dataset<float> numbers = new(new float[6], [1, 2, 3, 4, 5, 6], inputLength: 1);
        Assert.Contains("use KFold", Assert.Throws<InvalidOperationException>(() => numbers.StratifiedKFold(2, 0)).Message, StringComparison.Ordinal);
        Dataset<float> pairs = new(new float[3], new float[6], inputLength: 1, targetLength: 2);
        Assert.Contains("2 targets", Assert.Throws<InvalidOperationException>(() => pairs.StratifiedSplit(0.5, 0)).Message, StringComparison.Ordinal);
    }

    private sealed record House(float Area, float Rooms, string District, float Price);

    private static readonly House[] s_houses = [new(80, 3, "west", 200), new(120, 5, "east", 310), new(60, 2, "west", 150)];

    [Fact]
    public void Records_become_samples()
    {
        Dataset<int> districts = Dataset.Classification(s_houses, static house => [house.Area, house.Rooms], static house => house.District);
        Assert.Equal([80, 3, 120, 5, 60, 2], districts.Inputs.ToArray());
        Assert.Equal([1, 0, 1], districts.Targets.ToArray());
        Assert.Equal(["east", "west"], districts.ClassNames);

        Dataset<float> prices = Dataset.Regression(s_houses, static house => [house.Area], static house => house.Price);
        Assert.Equal((1, 1), (prices.InputLength, prices.TargetLength));
        Assert.Equal([200f, 310, 150], prices.Targets.ToArray());
        Assert.Equal(2, Dataset.Regression(s_houses, static house => [house.Area], static house => new[] { house.Price, house.Rooms }).TargetLength);
        Assert.Equal([3, 5, 2], Dataset.Classification(s_houses, static house => [house.Area], static house => (int)house.Rooms).Targets.ToArray());
    }

    [Fact]
    public void Records_that_do_not_fit_are_numbered()
    {
        static string Error(Func<House, float[]> inputs, Func<House, string> label) => Assert.Throws<ArgumentException>(() => Dataset.Classification(s_houses, inputs, label)).Message;

        Assert.Contains("Record 1 has 2 inputs, but the records before it have 1", Error(static house => house.Rooms == 5 ? [1, 2] : [1], static house => house.District), StringComparison.Ordinal);
        Assert.Contains("Record 2, input 1: NaN", Error(static house => [0, house.Rooms == 2 ? float.NaN : 1], static house => house.District), StringComparison.Ordinal);
        Assert.Contains("Record 0 has no class", Error(static _ => [1], static _ => ""), StringComparison.Ordinal);
        Assert.Contains("Record 0 has no inputs", Error(static _ => [], static _ => "x"), StringComparison.Ordinal);
        Assert.Contains("no record", Assert.Throws<ArgumentException>(static () => Dataset.Regression(Array.Empty<House>(), static _ => [1], static _ => 1f)).Message, StringComparison.Ordinal);
        Assert.Contains("Record 0 is of class -1", Assert.Throws<ArgumentException>(static () => Dataset.Classification(s_houses, static _ => [1], static _ => -1)).Message, StringComparison.Ordinal);
    }
}
