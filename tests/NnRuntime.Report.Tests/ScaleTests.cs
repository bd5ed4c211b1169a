using System.Text.RegularExpressions;
using NnGen.Data;
using NnGen.Training;

namespace NnGen.Report.Tests;

/// <summary>Reports about data that were not normalized yet.</summary>
public sealed class ScaleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-report").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Measured_data_have_the_mistakes_of_normalized_ones()
    {
        Dataset<float> data = new([1000, 1010, 1020, 1030], [500, 511, 520, 530], 1);
        Preprocessing preprocessing = new() { Inputs = Normalization.StandardScore(data), Targets = Normalization.StandardScoreOfTargets(data) };
        Networks.LineNet network = new(1);
        Dataset<float> normalized = preprocessing.Targets.ApplyToTargets(preprocessing.Inputs.Apply(data));
        TrainingHistory history = network.Fit(normalized, new FitOptions { Epochs = 20, Progress = TrainingProgress.Silent });
        network.SetPreprocessing(preprocessing);
        network.SaveReport(Path.Combine(_folder, "a.html"), history, normalized);
        network.SaveReport(Path.Combine(_folder, "b.html"), history, data);
        Assert.Equal(Undated("a.html"), Undated("b.html"));

        // Targets are shown as measured, and not in standard deviations.
        Assert.All(data.Targets.ToArray(), target => Assert.Contains($">{target}<", Undated("a.html"), StringComparison.Ordinal));
    }

    [Fact]
    public void Measured_data_have_the_norms_of_normalized_ones()
    {
        Dataset<float> data = new([1000, 1010, 1020, 1030], [500, 511, 520, 530], 1);
        Dataset<float> inputs = Normalization.StandardScore(data).Apply(data), normalized = Normalization.StandardScoreOfTargets(data).ApplyToTargets(inputs);
        Assert.Equal(Norms(normalized, normalized), Norms(normalized, data));

        static double[] Norms(Dataset<float> train, Dataset<float> recorded)
        {
            Networks.LineNet network = new(1);
            TrainingRecorder recorder = TrainingRecorder.Create(network, recorded);
            network.Fit(train, recorder.Watch(new FitOptions { Epochs = 2, Threads = 1, Progress = TrainingProgress.Silent }));
            return [.. recorder.Norms.SelectMany(static norms => norms.Gradients)];
        }
    }

    /// <summary>Reads a page without the time of its creation, which may be a second later in the second page.</summary>
    private string Undated(string name)
    {
        string page = File.ReadAllText(Path.Combine(_folder, name));
        string undated = Regex.Replace(page, "<time.*?</time>", "");
        Assert.NotEqual(page, undated);
        return undated;
    }
}
