using NnGen;
using NnGen.Data;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>From a table to train on, by way of the network's file, to a table without targets.</summary>
public sealed class PredictTableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Floats are 128 apart at these times, so four in a row are one float: only their doubles can be told from each other.
    [Fact]
    public void Samples_without_targets_are_normalized_from_doubles()
    {
        string[] rows = [.. Enumerable.Range(0, 8).Select(static i => $"{1_700_000_000 + (30 * i)},{i % 2}")];
        string trainPath = Write("train.csv", ["time,other,late", .. rows.Select(static (row, i) => $"{row},{(i < 4 ? "no" : "yes")}")]);
        string askedPath = Write("asked.csv", ["other,time", .. rows.Select(static row => string.Join(',', row.Split(',').Reverse()))]);
        Dataset<int> train = CsvFile.LoadClassification(trainPath);
        Normalization normalization = Normalization.MinMax(train);
        Dataset<int> normalized = normalization.Apply(train);
        Xor network = new(seed: 1);
        network.Fit(normalized, new FitOptions { Epochs = 3, Seed = 1 });
        string path = Path.Combine(_folder, "late.safetensors");
        network.Save(path, new Preprocessing { Inputs = normalization });

        Xor loaded = new();
        loaded.Load(path);
        Prediction[] asked = loaded.Predict(CsvFile.LoadInputs(askedPath, new CsvOptions { Like = Preprocessing.Load(path) }));
        Assert.Equal(8, asked.Length);
        for (int i = 0; i < asked.Length; i++)
        {
            float[] output = new float[1];
            network.Forward(normalized.Input(i), output);
            Assert.Equal(output[0], asked[i].Probabilities[1]);
            Assert.Contains(asked[i].ClassName, train.ClassNames);
        }
        Assert.Equal(8, asked.Select(static prediction => prediction.Probabilities[1]).Distinct().Count());
        Assert.Equal(asked.Select(static prediction => prediction.Probabilities[1]), loaded.Predict(train).Select(static prediction => prediction.Probabilities[1]));
    }

    // The same eight times from a file, from records and as doubles: one probability each, which floats would make two of.
    [Fact]
    public void Times_are_exact_from_records_and_in_Predict()
    {
        long[] times = [.. Enumerable.Range(0, 8).Select(static i => 1_700_000_000L + (30 * i))];
        Dataset<int> file = CsvFile.LoadClassification(Write("train.csv", ["time,other,late", .. times.Select(static (time, i) => $"{time},{i % 2},{(i < 4 ? "no" : "yes")}")]));
        Dataset<int> records = Dataset.Classification(times.Index(), static row => [row.Item, row.Index % 2], static row => row.Index < 4 ? "no" : "yes");
        Normalization normalization = Normalization.StandardScore(file);
        Assert.Equal(normalization.Offsets, Normalization.StandardScore(records).Offsets);
        Assert.Equal(normalization.Divisors, Normalization.StandardScore(records).Divisors);
        Assert.Equal(normalization.Apply(file).Inputs.ToArray(), normalization.Apply(records).Inputs.ToArray());

        Xor network = new(seed: 1);
        network.Fit(normalization.Apply(records), new FitOptions { Epochs = 1 });
        network.SetPreprocessing(new() { Inputs = normalization });
        float[] expected = [.. network.Predict(file).Select(static prediction => prediction.Probabilities[1])];
        Assert.Equal(8, expected.Distinct().Count());
        double[] doubles = [.. times.SelectMany(static (time, i) => (double[])[time, i % 2])];
        Assert.Equal(expected, network.PredictBatch(doubles).Select(static prediction => prediction.Probabilities[1]));
        float[] into = new float[8];
        network.Predict(doubles, into);
        Assert.Equal(expected, into);
        Assert.Equal(expected[3], network.Predict([times[3], 1]).Probabilities[1]);   // a literal keeps the whole number
        Assert.Equal(expected[3], network.Predict([times[3], 1f]).Probabilities[1]);
        Assert.Equal(expected[3], network.Predict(new double[] { times[3], 1 }).Probabilities[1]);

        Dropped regression = new(seed: 1);
        regression.SetPreprocessing(new() { Inputs = new([.. Enumerable.Repeat(1.7e9, 12)], [.. Enumerable.Repeat(100.0, 12)]) });
        double[] sample = [.. Enumerable.Repeat(1_700_000_030.0, 12)];
        float[] normalized = [.. Enumerable.Repeat(0.3f, 12)], outputs = new float[3];
        regression.Forward(normalized, outputs);
        Assert.Equal(outputs, regression.Predict(sample));
        Assert.Equal([.. outputs, .. outputs], regression.PredictBatch((double[])[.. sample, .. sample]));
        Assert.Contains("11 inputs, but Dropped expects 12", Assert.Throws<ArgumentException>(() => regression.Predict(new double[11])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => regression.Predict(sample, new float[4]));
        Assert.Contains("Input 1 is 1E+39, but a float is at most", Assert.Throws<ArgumentException>(() => new Xor(1).Predict([0, 1e39])).Message, StringComparison.Ordinal);
        Assert.Equal(new Xor(1).Predict([0f, 1f]).Probability, new Xor(1).Predict(new float[] { 0, 1 }).Probability);
    }

    [Fact]
    public void Samples_without_targets_are_compared_by_name_and_length()
    {
        Dataset<int> train = new([0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0], 2) { InputNames = ["left", "right"] };
        Xor network = new(seed: 1);
        network.Fit(train, new FitOptions { Epochs = 1 });
        UnlabeledDataset swapped = new([0, 1], 2) { Schema = new() { InputNames = ["right", "left"] } };
        Assert.Contains("in another order", Assert.Throws<ArgumentException>(() => network.Predict(swapped)).Message, StringComparison.Ordinal);
        Assert.Contains("has 3 inputs per sample, but Xor expects 2", Assert.Throws<ArgumentException>(() => network.Predict(new UnlabeledDataset([0, 1, 2], 3))).Message, StringComparison.Ordinal);
        Assert.Single(network.Predict(new UnlabeledDataset([0, 1], 2)));
        Dropped regression = new(seed: 1);
        float[] outputs = new float[3];
        regression.Forward(new float[12], outputs);
        Assert.Equal(outputs, regression.Predict(new UnlabeledDataset(new float[12], 12)));
    }

    [Fact]
    public void A_prediction_can_be_serialized()
    {
        Prediction prediction = new Xor(seed: 1).Predict([0f, 1f]);
        string json = System.Text.Json.JsonSerializer.Serialize(prediction);
        Assert.Contains($"\"ClassNumber\":{prediction.ClassNumber}", json, StringComparison.Ordinal);
        Assert.Contains("\"Probability\":0.", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_could_not_be_saved_are_refused() =>
        Assert.Contains("a lone surrogate", Assert.Throws<ArgumentException>(() => new DataSchema { ClassNames = ["\ud800", "x"] }).Message, StringComparison.Ordinal);

    [Fact]
    public void Rows_that_are_left_out_are_refused_where_predictions_belong_to_rows() =>
        Assert.Contains("LoadInputs skips no rows", Assert.Throws<InvalidDataException>(() => CsvFile.LoadInputs(Write("gap.csv", ["a,b", "1,2", "3,"]), new CsvOptions { MissingValues = MissingValues.SkipRow })).Message, StringComparison.Ordinal);

    // A link to the file, and the file that the rotation writes.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Two_trainings_cannot_write_one_checkpoint_by_different_paths(bool link)
    {
        Assert.SkipWhen(link && OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        string path = Path.Combine(_folder, "run.ckpt"), other = link ? Path.Combine(_folder, "link.ckpt") : path + ".previous";
        if (link)
        {
            File.CreateSymbolicLink(other, path);
        }
        Dataset<float> data = new([0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0], 2);
        FitOptions Options(string file) => new() { Epochs = 1, Progress = TrainingProgress.Silent, Checkpoint = new Checkpoint(file) };
        InvalidOperationException? error = null;
        new Xor(seed: 1).Fit(data, Options(path) with
        {
            OnStep = _ => error = Assert.Throws<InvalidOperationException>(() => new Xor(seed: 2).Fit(data, Options(other))),
        });
        Assert.Contains("Another training run is writing", error!.Message, StringComparison.Ordinal);
        new Xor(seed: 2).Fit(data, Options(other));
    }

    private string Write(string name, string[] lines)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }
}
