using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Schedules;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>Rates and momenta that hooks set, in runs that stop and resume: the bits are those of a run that never stopped.</summary>
public sealed class HookedRateTests : IDisposable
{
    private static readonly Dataset<int> s_data = FitTests.Clusters(40);

    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "run.ckpt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The checkpoint is written after steps 2 and 4 of an epoch.
    [Theory]
    [InlineData("rate", 1)]
    [InlineData("rate", 2)]
    [InlineData("rate", 3)]
    [InlineData("momentum", 1)]
    [InlineData("momentum", 2)]
    [InlineData("own momentum", 2)]
    public void A_value_that_a_hook_set_at_a_step_is_resumed(string what, int step)
    {
        float[] Run(bool stops, bool resumes)
        {
            Sgd optimizer = new(0.1, momentum: 0.9);
            Classifier network = new(1);
            void Step(TrainingProgress at)
            {
                if (at.Epoch == 1 && at.Step == step && !resumes)
                {
                    Set(what, optimizer, network);
                }
                if (stops && at.Epoch == 1 && at.Step == 3)
                {
                    throw new TimeoutException();
                }
            }
            FitOptions options = new() { Epochs = 2, BatchSize = 8, Optimizer = optimizer, OnStep = Step, Checkpoint = stops || resumes ? new Checkpoint(Path) { EverySteps = 2, Resume = resumes } : null };
            if (stops)
            {
                Assert.Throws<TimeoutException>(() => network.Fit(s_data, options));
            }
            else
            {
                network.Fit(s_data, options);
            }
            Assert.Equal((0.1f, 0.9), (optimizer.LearningRate, optimizer.Momentum));
            return network.Parameters.ToArray();
        }

        float[] straight = Run(stops: false, resumes: false);
        Run(stops: true, resumes: false);
        Assert.Equal(straight, Run(stops: false, resumes: step <= 2));
    }

    [Theory]
    [InlineData("rate", false)]
    [InlineData("rate", true)]
    [InlineData("momentum", true)]
    public void A_value_that_a_hook_set_before_it_ended_the_run_is_resumed(string what, bool throws)
    {
        float[] Run(bool stops, bool resumes)
        {
            Sgd optimizer = new(0.1, momentum: 0.9);
            Classifier network = new(1);
            using CancellationTokenSource source = new();
            void Epoch(TrainingEpoch epoch)
            {
                if (epoch.Number == 1)
                {
                    Set(what, optimizer, network);
                    if (stops && throws)
                    {
                        throw new OperationCanceledException();
                    }
                    if (stops)
                    {
                        source.Cancel();
                    }
                }
            }
            FitOptions options = new() { Epochs = 3, BatchSize = 8, Optimizer = optimizer, OnEpoch = resumes ? null : Epoch, CancellationToken = source.Token, Progress = TrainingProgress.Silent, Checkpoint = stops || resumes ? new Checkpoint(Path) { Resume = resumes } : null };
            if (stops)
            {
                Assert.ThrowsAny<OperationCanceledException>(() => network.Fit(s_data, options));
            }
            else
            {
                network.Fit(s_data, options);
            }
            return network.Parameters.ToArray();
        }

        float[] straight = Run(stops: false, resumes: false);
        Run(stops: true, resumes: false);
        Assert.Equal(straight, Run(stops: false, resumes: true));
    }

    // ToString returns the name of the class.
    [Fact]
    public void A_custom_schedule_with_other_settings_is_not_resumed()
    {
        FitOptions Options(float factor, int epochs) => new() { Epochs = epochs, BatchSize = 8, Schedule = new Scaled(factor), Progress = TrainingProgress.Silent, Checkpoint = new Checkpoint(Path) { Resume = true } };
        new Classifier(1).Fit(s_data, Options(0.5f, 1));
        Assert.Contains("schedule: ", Assert.Throws<InvalidDataException>(() => new Classifier(1).Fit(s_data, Options(0.1f, 2))).Message, StringComparison.Ordinal);
        new Classifier(1).Fit(s_data, Options(0.5f, 2));
    }

    // A weighted mean over samples that weigh 0 does not exist; label smoothing gives other classes a part of them.
    [Fact]
    public void A_batch_whose_samples_all_weigh_0_changes_nothing()
    {
        float[] Trained(float size)
        {
            SmoothClassifier network = new(3);
            network.Fit(new Dataset<int>([1, 2, 3, 4, 5, 6, 7, 8], [0, 1, 2, 0, 1, 2, 0, 1], 1), new FitOptions { Epochs = 2, BatchSize = 1, Optimizer = new Sgd(0.125), ClassWeights = [0, size, size], Progress = TrainingProgress.Silent });
            return network.Parameters.ToArray();
        }

        float[] expected = Trained(1);
        Assert.All(expected, static parameter => Assert.InRange(parameter, -20, 20));
        Assert.Equal(expected, Trained(1024));
    }

    private static void Set(string what, Sgd optimizer, Classifier network)
    {
        switch (what)
        {
            case "rate":
                optimizer.LearningRate = 0.01f;
                break;
            case "momentum":
                optimizer.Momentum = 0.5;
                break;
            default:
                network.GetOptimizer(optimizer)!.Momentum = 0.5;
                break;
        }
    }

    private sealed class Scaled(float factor) : ISchedule
    {
        public float GetRate(float baseRate, long step, long totalSteps) => baseRate * factor;
    }
}

[Network(1)]
[Dense(3), Softmax]
[CrossEntropy(LabelSmoothing = 0.1)]
internal sealed partial class SmoothClassifier;
