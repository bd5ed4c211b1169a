using Digits;
using Networks;
using NnGen.Data;
using NnGen.Training;

namespace NnGen.Report.Tests;

/// <summary>A run on digits: those of MNIST where NNGEN_DATA says where they are, otherwise digits that are drawn here.</summary>
public sealed class TrainedDigits
{
    private readonly DigitNet _network = new(seed: 1);
    private readonly Dataset<int> _test;

    public TrainedDigits()
    {
        bool real = Environment.GetEnvironmentVariable("NNGEN_DATA") is { Length: > 0 };
        string folder = real ? Path.Combine(Environment.GetEnvironmentVariable("NNGEN_DATA")!, "mnist") : "";
        Dataset<int> train = real ? Mnist.LoadTrain(folder).Subset([.. Enumerable.Range(0, 10_000)]) : DrawnDigits.Draw(4000, seed: 1);
        _test = real ? Mnist.LoadTest(folder).Subset([.. Enumerable.Range(0, 2000)]) : DrawnDigits.Draw(1000, seed: 2);
        Recorder = TrainingRecorder.Create(_network, train);
        History = _network.Fit(train, Recorder.Watch(new FitOptions { Epochs = 6, BatchSize = 64, Seed = 1, Threads = 1, Schedule = new Schedules.CosineAnnealing() }), _test);
    }

    public TrainingRecorder Recorder { get; }

    public TrainingHistory History { get; }

    /// <summary>Writes the report of the run.</summary>
    /// <returns>The file, in the temporary folder.</returns>
    public string Save(string name)
    {
        string path = Path.Combine(Path.GetTempPath(), name);
        _network.SaveReport(path, History, _test, new ReportOptions { Title = "Handwritten digits", Recorder = Recorder, ImageShape = [1, 28, 28] });
        return path;
    }
}
