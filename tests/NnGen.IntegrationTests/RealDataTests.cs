using System.Globalization;
using System.IO.Compression;
using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Schedules;
using NnGen.Training;

namespace NnGen.IntegrationTests;

[Network(4)]
[Dense(16), Tanh]
[Dense(3), Softmax]
internal sealed partial class IrisNet;

[Network(64)]
[Dense(128), Relu]
[Dense(10), Softmax]
internal sealed partial class SmallDigitNet;

[Network(10)]
[Dense(16), Tanh]
[Dense(1)]
internal sealed partial class DiabetesNet;

/// <summary>What small networks reach on the data sets of scikit-learn, from fixed seeds, in five-fold cross-validation.</summary>
public class RealDataTests
{
    [Fact]
    public void Iris()
    {
        Dataset<int> data = CsvFile.LoadClassification(Path.Combine(Folder(), "iris.csv"));
        Assert.Equal((150, 4), (data.Count, data.InputLength));
        double accuracy = data.StratifiedKFold(5, seed: 1).Average(static fold =>
        {
            Normalization normalization = Normalization.StandardScore(fold.Train);
            IrisNet network = new(1);
            network.Fit(normalization.Apply(fold.Train), new FitOptions { Epochs = 100, BatchSize = 16, Seed = 1, Optimizer = new AdamW(0.01f) });
            return network.Evaluate(normalization.Apply(fold.Validation)).Accuracy;
        });
        TestContext.Current.SendDiagnosticMessage($"iris: {accuracy}");
        Assert.True(accuracy >= 0.95, $"accuracy {accuracy}");
    }

    [Fact]
    public void Digits()
    {
        Dataset<int> data = CsvFile.LoadClassification(Path.Combine(Folder(), "digits.csv.gz"), new CsvOptions { HasHeader = false });
        Assert.Equal((1797, 64), (data.Count, data.InputLength));
        double accuracy = data.StratifiedKFold(5, seed: 1).Average(static fold =>
        {
            Normalization normalization = Normalization.MinMax(fold.Train);
            SmallDigitNet network = new(1);
            network.Fit(normalization.Apply(fold.Train), new FitOptions { Epochs = 30, Seed = 1, Optimizer = new AdamW(3e-3f), Schedule = new CosineAnnealing() });
            return network.Evaluate(normalization.Apply(fold.Validation)).Accuracy;
        });
        TestContext.Current.SendDiagnosticMessage($"digits: {accuracy}");
        Assert.True(accuracy >= 0.97, $"accuracy {accuracy}");
    }

    [Fact]
    public void Diabetes()
    {
        string folder = Folder();
        Dataset<float> data = Dataset.Regression(Rows(Path.Combine(folder, "diabetes_data_raw.csv.gz")).Zip(Rows(Path.Combine(folder, "diabetes_target.csv.gz"))), static row => row.First, static row => row.Second);
        Assert.Equal((442, 10), (data.Count, data.InputLength));
        double explained = data.KFold(5, seed: 1).Average(static fold =>
        {
            Normalization inputs = Normalization.StandardScore(fold.Train), targets = Normalization.StandardScoreOfTargets(fold.Train);
            DiabetesNet network = new(1);
            network.Fit(targets.ApplyToTargets(inputs.Apply(fold.Train)), new FitOptions { Epochs = 30, Seed = 1, Optimizer = new AdamW(2e-3f, weightDecay: 0.3f) });
            return network.Evaluate(targets.ApplyToTargets(inputs.Apply(fold.Validation))).RSquared;
        });
        TestContext.Current.SendDiagnosticMessage($"diabetes: {explained}");
        Assert.True(explained >= 0.45, $"R² {explained}");
    }

    private static string Folder()
    {
        string? folder = Environment.GetEnvironmentVariable("NNGEN_DATA");
        Assert.SkipWhen(folder is null, "NNGEN_DATA names no folder with sklearn/.");
        return Path.Combine(folder, "sklearn");
    }

    private static IEnumerable<float[]> Rows(string path)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return [.. line.Split(' ').Select(static number => float.Parse(number, CultureInfo.InvariantCulture))];
        }
    }
}
