using NnRuntime;
using NnRuntime.Data;
using NnRuntime.Optimizers;
using NnRuntime.Schedules;
using NnRuntime.Training;
using Spectre.Console;

namespace Digits;

/// <summary>One training with a progress bar.</summary>
internal static class Training
{
    public static void Run<TNetwork>(string name, TNetwork network, Dataset<int> train, int epochs)
        where TNetwork : class, ITrainable<TNetwork, int> =>
        AnsiConsole.Progress().Start(display =>
        {
            ProgressTask bar = display.AddTask(name);
            network.Fit(train, new FitOptions
            {
                Epochs = epochs,
                BatchSize = 64,
                Seed = 1,
                Optimizer = new Adam(learningRate: 1e-3f),
                Schedule = new CosineAnnealing(),
                Progress = new Reporter(bar),
            });
        });

    // Reports on the training's own thread; System.Progress<T> would let reports overtake each other.
    private sealed class Reporter(ProgressTask bar) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step % 20 != 0 && value.Step != value.Steps)
            {
                return;
            }
            bar.MaxValue = value.Epochs * (double)value.Steps;
            bar.Value = ((value.Epoch - 1) * (double)value.Steps) + value.Step;
        }
    }
}
