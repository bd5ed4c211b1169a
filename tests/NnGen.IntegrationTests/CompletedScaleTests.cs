using NnGen.Data;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>A file knows every normalization of the data that the network was trained on, also where its author forgot one.</summary>
public sealed class CompletedScaleTests : IDisposable
{
    private static readonly Dataset<float> s_data = new([10, 20, 30, 40, 50, 60], [1000, 3000, 5000, 7000, 9000, 11000], 1);
    private static readonly Normalization s_inputs = Normalization.StandardScore(s_data), s_targets = Normalization.StandardScoreOfTargets(s_data);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"nngen-{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(_file);

    private static DescribedLine Trained()
    {
        DescribedLine network = new(1);
        network.Fit(s_inputs.Apply(s_targets.ApplyToTargets(s_data)), new FitOptions { Epochs = 200, Progress = TrainingProgress.Silent, Optimizer = new NnGen.Optimizers.Sgd(0.1) });
        return network;
    }

    private void IsKnown()
    {
        DescribedLine loaded = new(2);
        loaded.Load(_file);
        Assert.InRange(loaded.Predict(new float[] { 30f })[0], 4990, 5010);
        Assert.InRange(loaded.Evaluate(s_data).MeanAbsoluteError, 0, 10);
    }

    [Fact]
    public void Saved_without_preprocessing()
    {
        Trained().Save(_file);
        IsKnown();
    }

    [Fact]
    public void Saved_with_a_part_of_it()
    {
        Trained().Save(_file, new Preprocessing { Inputs = s_inputs });
        IsKnown();
        Trained().Save(_file, new Preprocessing { Targets = s_targets });
        IsKnown();
        Trained().Save(_file, new Preprocessing { Schema = s_data.Schema });
        IsKnown();
    }

    [Fact]
    public void Set_with_a_part_of_it()
    {
        DescribedLine network = Trained();
        network.SetPreprocessing(new Preprocessing { Inputs = s_inputs });
        Assert.InRange(network.Predict(new float[] { 30f })[0], 4990, 5010);
    }

    [Fact]
    public void Another_scale_is_refused_in_a_second_fit()
    {
        DescribedLine network = Trained();
        Normalization other = Normalization.MinMax(s_data);
        Assert.Contains("has a normalization of its inputs", Assert.Throws<ArgumentException>(() => network.Fit(other.Apply(s_targets.ApplyToTargets(s_data)))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => network.Fit(s_data));
        network.SetPreprocessing(null);
        network.Fit(s_data, new FitOptions { Epochs = 1, Progress = TrainingProgress.Silent, Optimizer = new NnGen.Optimizers.Sgd(1e-9) });
    }
}
