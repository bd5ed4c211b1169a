using System.Globalization;
using NnGen.Data;

namespace NnGen.Tests;

/// <summary>Normalization of numbers that floats are too coarse for, and at the ends of floats.</summary>
public sealed class ExactNormalizationTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"nngen-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(1_700_000_000, 30)]
    [InlineData(100_000_000_000_000, 1)]
    [InlineData(1_000_000_000, 0.001)]
    public void Times_keep_their_differences(double start, double step)
    {
        const int Count = 1000;
        double[] times = [.. Enumerable.Range(0, Count).Select(i => start + (step * ((i * 7) % Count)))];
        File.WriteAllText(_path, "t,x,y\n" + string.Concat(times.Select((t, i) => string.Create(CultureInfo.InvariantCulture, $"{t},{i * 0.37},{"ab"[i % 2]}\n"))));
        Dataset<int> data = CsvFile.LoadClassification(_path);
        StreamedCsv<int> stream = CsvFile.StreamClassification(_path, new CsvOptions { ShuffleWindow = 10 });
        double mean = start + times.Average(t => t - start), deviation = Math.Sqrt(times.Average(t => (t - mean) * (t - mean)));

        foreach (IBatchSource<int> source in new IBatchSource<int>[] { data, stream, stream.Prefetch(), data.Prefetch() })
        {
            Check(Normalization.MinMax(source), t => (t - start) / (step * (Count - 1)));
            Check(Normalization.StandardScore(source), t => (t - mean) / deviation);

            void Check(Normalization normalization, Func<double, double> expected)
            {
                List<float> actual = [.. Column(normalization.Apply(source))];
                Assert.Equal(Count, actual.Count);
                Assert.All(actual.Index(), pair => Assert.Equal(expected(times[pair.Index]), pair.Item, 1e-6));
                Assert.Equal(actual, Column(normalization.Apply(data)));
                Assert.Equal(actual.Where(static (_, i) => i % 3 == 0), Column(normalization.Apply(data.Subset([.. Enumerable.Range(0, Count).Where(static i => i % 3 == 0)]))));
                Assert.Equal(actual, Inputs(normalization.Apply(CsvFile.LoadInputs(_path, new CsvOptions { IgnoreColumns = ["y"] }))));

                // One sample in a service.
                float[] one = new float[2];
                normalization.Apply([times[5], 5 * 0.37], one);
                Assert.Equal(actual[5], one[0]);
                double[] back = new double[2];
                normalization.Invert(one, back);
                Assert.Equal(times[5], back[0], step / 2);
            }
        }

        // A part has a range of its own.
        (Dataset<int> first, Dataset<int> second) = data.StratifiedSplit(0.5, seed: 1);
        Assert.Equal(first.Count, Column(Normalization.MinMax(first).Apply(first)).Distinct().Count());
        Assert.Equal(second.Count, Column(Normalization.MinMax(second).Apply(second)).Distinct().Count());
    }

    [Fact]
    public void Targets_keep_their_differences()
    {
        File.WriteAllText(_path, "x,t\n1,1700000000\n2,1700000030\n3,1700000060\n");
        Dataset<float> data = CsvFile.LoadRegression(_path);
        Normalization normalization = Normalization.StandardScoreOfTargets(data);
        float[] targets = normalization.ApplyToTargets(Normalization.MinMax(data).Apply(data)).Targets.ToArray();
        Assert.Equal([-MathF.Sqrt(1.5f), 0, MathF.Sqrt(1.5f)], targets);
        double[] back = new double[3];
        normalization.Invert(targets, back);
        Assert.Equal(1_700_000_030, back[1]);
        Assert.Equal(1_700_000_060, back[2], 1e-5);
    }

    [Fact]
    public void Doubles_are_kept_where_floats_are_not_exact_and_nowhere_else()
    {
        File.WriteAllText(_path, "year,measure,time,same,y\n1990,0.5,1700000000,16777217,1\n2020,0.7,1700000001,16777217,2\n1980,0.25,1700000002,16777217,3\n");
        ExactColumns exact = CsvFile.LoadRegression(_path).ExactInputs!;
        Assert.Equal([1, 2, 3], exact.Columns);
        Assert.Equal([0.5, 0.7, 0.25], exact.Values[0]);
        File.WriteAllText(_path, "year,measure,y\n1990,0.5,1\n2020,0.75,2\n");
        Assert.Null(CsvFile.LoadRegression(_path).ExactInputs);
    }

    // Ordinary measurements, which floats represent to seven digits.
    [Fact]
    public void The_same_text_is_normalized_to_the_same_bits_everywhere()
    {
        double[] values = [.. Enumerable.Range(0, 50).Select(static i => i * 7 % 50 / 10.0)];
        File.WriteAllText(_path, "p,y\n" + string.Concat(values.Select(static x => string.Create(CultureInfo.InvariantCulture, $"{x},1\n"))));
        Dataset<float> data = CsvFile.LoadRegression(_path), records = Dataset.Regression(values, static x => [x], static _ => 1.0);
        Normalization normalization = Normalization.StandardScore(CsvFile.StreamRegression(_path));
        Assert.Equal(normalization.Offsets, Normalization.StandardScore(data).Offsets);
        Assert.Equal(normalization.Divisors, Normalization.StandardScore(records).Divisors);
        float[] expected = new float[values.Length];
        normalization.Apply(values, expected);
        Assert.Equal(expected, Column(normalization.Apply(CsvFile.StreamRegression(_path))));
        Assert.Equal(expected, normalization.Apply(data).Inputs.ToArray());
        Assert.Equal(expected, normalization.Apply(records).Inputs.ToArray());
        Assert.Equal(expected[7..9], normalization.Apply(data.Subset([7, 8])).Inputs.ToArray());
    }

    [Fact]
    public void Data_that_are_normalized_already_have_no_statistics()
    {
        Dataset<float> data = new([1, 2, 3], [4, 5, 6], 1);
        Dataset<float> normalized = Normalization.MinMax(data).Apply(Normalization.StandardScoreOfTargets(data).ApplyToTargets(data));
        foreach (Action fit in (Action[])[() => Normalization.StandardScore(normalized), () => Normalization.MinMax(normalized.Prefetch()), () => Normalization.StandardScoreOfTargets(normalized), () => Normalization.StandardScore(normalized.Subset([0, 1]))])
        {
            Assert.Contains("normalized already, by a normalization; fit and apply one normalization", Assert.Throws<ArgumentException>(fit).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_ends_of_floats_are_0_and_1()
    {
        Dataset<int> data = new([-3e38f, float.MinValue, 0, 0, 3e38f, float.MaxValue], [0, 1, 0], inputLength: 2);
        Assert.Equal([0, 0, 0.5f, 0.5f, 1, 1], Normalization.MinMax(data).Apply(data).Inputs.ToArray());
        float[] scores = Normalization.StandardScore(data).Apply(data).Inputs.ToArray();
        Assert.Equal([-MathF.Sqrt(1.5f), -MathF.Sqrt(1.5f), 0, 0, MathF.Sqrt(1.5f), MathF.Sqrt(1.5f)], scores);
    }

    [Theory]
    [InlineData("1e-45", "0", "3e-45")]
    [InlineData("1e-300", "2e-300", "3e-300")]
    [InlineData("2e-307", "1e-307", "3e-307")]
    [InlineData("1e38", "2e38", "3e38")]
    public void Spreads_of_any_size_are_measured(string a, string b, string c)
    {
        string[] texts = [a, b, c];
        File.WriteAllText(_path, $"x,y\n{a},1\n{b},2\n{c},3\n");
        Dataset<float> data = CsvFile.LoadRegression(_path);
        double[] values = [.. texts.Select(static text => double.Parse(text, CultureInfo.InvariantCulture))];
        double min = values.Min(), range = values.Max() - min;
        Assert.Equal(values.Select(x => (x - min) / range), Normalization.MinMax(data).Apply(data).Inputs.ToArray().Select(static x => (double)x), static (x, y) => Math.Abs(x - y) < 1e-7);
        float[] scores = Normalization.StandardScore(data).Apply(data).Inputs.ToArray();
        Assert.Equal(0, scores.Average(), 1e-6);
        Assert.Equal(1, scores.Average(static x => (double)x * x), 1e-6);
    }

    [Fact]
    public void A_column_that_grows_by_much_is_measured_too()
    {
        double[] values = [1e-45, 1e-40, 3, 1e10, 1e38, -2e38];
        Dataset<int> data = new([.. values.Select(static x => (float)x)], new int[6], 1);
        float[] scores = Normalization.StandardScore(data).Apply(data).Inputs.ToArray();
        Assert.Equal(1, scores.Average(static x => (double)x * x), 1e-6);
    }

    [Fact]
    public void What_becomes_infinite_is_refused_and_nothing_is_written()
    {
        Normalization normalization = Normalization.StandardScore(new Dataset<int>([0, 1e-40f], [0, 1], 1));
        float[] values = [1e-40f, 1e30f];
        string message = Assert.Throws<ArgumentException>(() => normalization.Apply(values)).Message;
        Assert.Contains("Sample 1, value 0: 1", message, StringComparison.Ordinal);
        Assert.Contains("not finite as a float", message, StringComparison.Ordinal);
        Assert.Equal([1e-40f, 1e30f], values);
        Assert.Contains("room for 1", Assert.Throws<ArgumentException>(() => normalization.Apply([1.0, 2.0], new float[1])).Message, StringComparison.Ordinal);
    }

    private static List<float> Column<T>(IBatchSource<T> source)
        where T : unmanaged
    {
        List<float> values = [];
        foreach (Batch<T> batch in source.Read(new BatchReadOptions { BatchSize = 64, Shuffle = false }))
        {
            for (int i = 0; i < batch.Count; i++)
            {
                values.Add(batch.Inputs[i * source.InputLength]);
            }
        }
        return values;
    }

    private static IEnumerable<float> Inputs(UnlabeledDataset data) => [.. Enumerable.Range(0, data.Count).Select(i => data.Input(i)[0])];
}
