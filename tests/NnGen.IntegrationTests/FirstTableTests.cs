using System.Globalization;
using System.Text.RegularExpressions;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Training;

namespace NnGen.IntegrationTests;

[Network(4)]
[Dense(16), Tanh]
[Dense(3), Softmax]
internal sealed partial class FirstTableNet;

/// <summary>The program for a first table prints what README.md and docs/training.md say.</summary>
public sealed class FirstTableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_program_prints_what_the_documents_say()
    {
        Dataset<int> flowers = Flowers();
        (Dataset<int> train, Dataset<int> test) = flowers.StratifiedSplit(0.8, seed: 1);
        Normalization normalization = Normalization.StandardScore(train);
        FirstTableNet iris = new(seed: 1);
        iris.Fit(normalization.Apply(train), new FitOptions { Epochs = 100, Optimizer = new Adam(learningRate: 0.01f) }, validation: normalization.Apply(test));
        iris.Save(Path.Combine(_folder, "iris.safetensors"));
        Prediction prediction = iris.Predict(test.Input(0));

        FirstTableNet measured = new(seed: 1);
        measured.Fit(train, validation: test);

        string readme = Document("README.md"), training = Document("docs", "training.md");
        foreach (string document in new[] { readme, training })
        {
            IsStated(100 * iris.Evaluate(test).Accuracy, document, @"accuracy (\d+\.\d) %");
            IsStated(100 * prediction.Probability, document, $@"{prediction.ClassName} \((\d+\.\d) %\)");
        }
        IsStated(100 * measured.Evaluate(test).Accuracy, readme, @"the accuracy is (\d+\.\d) % here");
    }

    [Fact]
    public void The_ranges_of_cross_validation_are_those_of_the_guide()
    {
        Dataset<int> flowers = Flowers();
        string training = Document("docs", "training.md");
        IsRange("as above", true, new FitOptions { Epochs = 100, Optimizer = new Adam(learningRate: 0.01f) });
        IsRange("normalized, with the defaults (10 epochs, Adam at 1e-3)", true, new FitOptions());
        IsRange("measured inputs, with the defaults", false, new FitOptions());

        void IsRange(string row, bool isNormalized, FitOptions options)
        {
            double[] accuracies = [.. Enumerable.Range(1, 5).Select(seed => 100 * flowers.StratifiedKFold(5, seed).Average(fold =>
            {
                Normalization normalization = isNormalized ? Normalization.StandardScore(fold.Train) : new([0, 0, 0, 0], [1, 1, 1, 1]);
                FirstTableNet network = new(seed);
                network.Fit(normalization.Apply(fold.Train), options with { Seed = seed });
                return network.Evaluate(normalization.Apply(fold.Validation)).Accuracy;
            }))];
            IsStated(accuracies.Min(), training, $@"\| {Regex.Escape(row)} \| (\d+) to \d+ % \|");
            IsStated(accuracies.Max(), training, $@"\| {Regex.Escape(row)} \| \d+ to (\d+) % \|");
        }
    }

    // Another vector width rounds otherwise, and a flower on the border between two classes may then change sides: one of 30 is 3.3 %.
    private static void IsStated(double value, string document, string pattern)
    {
        Match stated = Regex.Match(document, pattern);
        Assert.True(stated.Success, $"no {pattern}");
        Assert.InRange(double.Parse(stated.Groups[1].Value, CultureInfo.InvariantCulture), value - 3.4, value + 3.4);
    }

    // The file of scikit-learn, with names of columns and classes instead of its first line and its numbers.
    private Dataset<int> Flowers()
    {
        string? folder = Environment.GetEnvironmentVariable("NNGEN_DATA");
        Assert.SkipWhen(folder is null, "NNGEN_DATA names no folder with sklearn/.");
        string[] lines = File.ReadAllLines(Path.Combine(folder, "sklearn", "iris.csv")), names = lines[0].Split(',')[2..];
        string path = Path.Combine(_folder, "iris.csv");
        File.WriteAllLines(path, [.. lines.Skip(1).Select(line => line[..^1] + names[line[^1] - '0']).Prepend("sepal_length,sepal_width,petal_length,petal_width,species")]);
        return CsvFile.LoadClassification(path);
    }

    private static string Document(params string[] path)
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "NnGen.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds NnGen.sln; run the tests inside the repository.");
        }
        return File.ReadAllText(Path.Combine([folder.FullName, .. path]));
    }
}
