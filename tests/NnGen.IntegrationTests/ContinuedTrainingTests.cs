using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Schedules;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>What one call of Fit leaves to the next: nothing for another network, everything for the same.</summary>
public sealed class ContinuedTrainingTests : IDisposable
{
    private static readonly Dataset<int> s_train = ThreadData.Classes(300, 1), s_validation = ThreadData.Classes(40, 2);

    private static readonly Dictionary<string, Func<IOptimizer?>> s_optimizers = new()
    {
        ["none"] = static () => null,
        ["Adam"] = static () => new Adam(0.002f),
        ["AdamW"] = static () => new AdamW(),
        ["Sgd"] = static () => new Sgd(0.02f, momentum: 0.9f, dampening: 0.3f),
        ["RmsProp"] = static () => new RmsProp(0.001f, momentum: 0.5f),
        ["Adagrad"] = static () => new Adagrad(learningRateDecay: 0.01f),
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    public static TheoryData<string> Optimizers => [.. s_optimizers.Keys];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Networks_that_share_their_options_train_as_alone(string optimizer)
    {
        FitOptions shared = new() { Epochs = 2, BatchSize = 64, Optimizer = s_optimizers[optimizer]() };
        foreach (int seed in new[] { 1, 2, 3 })
        {
            (float[] expected, TrainingHistory history) = Fit(seed, shared with { Optimizer = s_optimizers[optimizer]() });
            (float[] actual, TrainingHistory other) = Fit(seed, shared);
            Assert.Equal(expected, actual);
            Assert.Equal(history.Epochs.Select(static epoch => epoch.ValidationLoss), other.Epochs.Select(static epoch => epoch.ValidationLoss));
        }
    }

    [Fact]
    public void Networks_that_share_their_options_can_train_at_the_same_time()
    {
        FitOptions shared = new() { Epochs = 3, BatchSize = 64, Optimizer = new Adam(0.002f), Schedule = new LinearWarmup(3, new ReduceOnPlateau(0.5f, patience: 0, threshold: 0.5f)) };
        float[][] expected = [.. Enumerable.Range(0, 8).Select(seed => Fit(seed, shared with { Optimizer = new Adam(0.002f) }).Parameters)];
        float[][] actual = new float[8][];
        Parallel.For(0, 8, seed => actual[seed] = Fit(seed, shared).Parameters);
        Assert.Equal(expected, actual);
    }

    // With dropout and another order in each epoch.
    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Three_calls_of_one_epoch_are_three_epochs(string optimizer)
    {
        foreach (int threads in new[] { 1, 2 })
        {
            FitOptions options = new() { BatchSize = 128, Seed = 4, Threads = threads, Optimizer = s_optimizers[optimizer]() };
            ShardedClassifier once = new(1), thrice = new(1);
            TrainingHistory history = once.Fit(s_train, options with { Epochs = 3, Optimizer = s_optimizers[optimizer]() }, s_validation);
            List<float> losses = [];
            for (int i = 0; i < 3; i++)
            {
                losses.Add(thrice.Fit(s_train, options with { Epochs = 1 }, s_validation).Epochs[0].Loss);
            }
            Assert.Equal(once.Parameters.ToArray(), thrice.Parameters.ToArray());
            Assert.Equal(history.Epochs.Select(static epoch => epoch.Loss), losses);
        }
    }

    [Fact]
    public void A_source_continues_as_well()
    {
        ShardedClassifier once = new(1), twice = new(1);
        once.Fit(s_train.Prefetch(), new FitOptions { Epochs = 2 });
        twice.Fit(s_train.Prefetch(), new FitOptions { Epochs = 1 });
        twice.Fit(s_train.Prefetch(), new FitOptions { Epochs = 1 });
        Assert.Equal(once.Parameters.ToArray(), twice.Parameters.ToArray());
    }

    // The second Fit of a network is stopped, and resumed by another instance, as in another process.
    [Fact]
    public void A_checkpoint_keeps_how_far_the_network_was_before()
    {
        Checkpoint checkpoint = new(Path.Combine(_folder, "run.ckpt")) { Resume = true, EverySteps = 1 };
        FitOptions options = new() { Epochs = 2, BatchSize = 64, Optimizer = new Sgd(0.02f) };
        ShardedClassifier expected = new(1), stopped = new(1), resumed = new(2);
        expected.Fit(s_train, options with { Epochs = 3 }, s_validation);
        expected.Fit(s_train, options with { Epochs = 1 }, s_validation);

        stopped.Fit(s_train, options with { Epochs = 1 }, s_validation);
        int steps = 0;
        Assert.Throws<TimeoutException>(() => stopped.Fit(s_train, options with { Checkpoint = checkpoint, OnStep = _ => { if (++steps == 3) { throw new TimeoutException(); } } }, s_validation));
        resumed.Fit(s_train, options with { Checkpoint = checkpoint }, s_validation);
        resumed.Fit(s_train, options with { Epochs = 1 }, s_validation);
        Assert.Equal(expected.Parameters.ToArray(), resumed.Parameters.ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_rate_that_a_hook_sets_is_taken(bool hasSchedule)
    {
        ISchedule? schedule = hasSchedule ? new StepDecay(every: 1000) : null;
        Adam adam = new(0.01f);
        FitOptions options = new() { Epochs = 3, BatchSize = 150, Schedule = schedule, Optimizer = adam };
        List<float> rates = [];
        (float[] actual, TrainingHistory history) = Fit(1, options with
        {
            OnStep = progress => { rates.Add(progress.LearningRate); if (progress is { Epoch: 1, Step: 1 }) { adam.LearningRate = 0.005f; } },
            OnEpoch = epoch => { if (epoch.Number == 2) { adam.LearningRate = 0.001f; } },
        });
        Assert.Equal([0.01f, 0.005f, 0.005f, 0.005f, 0.001f, 0.001f], rates);
        Assert.Equal([0.005f, 0.005f, 0.001f], history.Epochs.Select(static epoch => epoch.LearningRate));
        // The next network that shares the options begins with the rate that they were made with.
        Assert.Equal(0.01f, adam.LearningRate);
        Assert.Equal(Fit(1, options with { Schedule = new Rates([.. rates]), Optimizer = new Adam(0.01f) }).Parameters, actual);
    }

    // The rate is set after the file of the epoch was written.
    [Fact]
    public void A_run_that_is_resumed_has_the_rate_that_a_hook_has_set()
    {
        FitOptions Options(Adam adam) => new()
        {
            Epochs = 4,
            BatchSize = 150,
            Optimizer = adam,
            Schedule = new ExponentialDecay(0.9),
            OnEpoch = epoch => { if (epoch.Number % 2 == 1) { adam.LearningRate /= 2; } },
        };

        Adam never = new(0.01f), again = new(0.01f);
        (float[] expected, TrainingHistory history) = Fit(1, Options(never));
        FitOptions stopped = Options(new Adam(0.01f)) with { Checkpoint = new Checkpoint(Path.Combine(_folder, "run.ckpt")) { Resume = true } };
        int steps = 0;
        Assert.Throws<TimeoutException>(() => Fit(1, stopped with { OnStep = _ => { if (++steps == 3) { throw new TimeoutException(); } } }));
        (float[] actual, TrainingHistory other) = Fit(1, Options(again) with { Checkpoint = stopped.Checkpoint });
        Assert.Equal(expected, actual);
        Assert.Equal(history.Epochs.Select(static epoch => epoch.LearningRate), other.Epochs.Select(static epoch => epoch.LearningRate));
        Assert.Equal(never.LearningRate, again.LearningRate);
    }

    private static (float[] Parameters, TrainingHistory History) Fit(int seed, FitOptions options)
    {
        ShardedClassifier network = new(seed);
        TrainingHistory history = network.Fit(s_train, options, s_validation);
        return (network.Parameters.ToArray(), history);
    }

    private sealed class Rates(float[] rates) : ISchedule
    {
        public float GetRate(float baseRate, long step, long totalSteps) => rates[step];
    }
}
