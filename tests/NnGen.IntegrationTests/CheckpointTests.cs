using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Schedules;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>A training that goes on from its checkpoint ends with the bits of one that never stopped.</summary>
public sealed class CheckpointTests : IDisposable
{
    private static readonly Dictionary<string, Func<IOptimizer>> s_optimizers = new()
    {
        ["Sgd"] = static () => new Sgd(0.01f),
        ["Sgd with momentum"] = static () => new Sgd(0.01f, momentum: 0.9f, dampening: 0.1f, weightDecay: 0.01f),
        ["Sgd Nesterov"] = static () => new Sgd(0.01f, momentum: 0.9f, nesterov: true),
        ["Adam"] = static () => new Adam(),
        ["AdamW"] = static () => new AdamW(),
        ["RmsProp"] = static () => new RmsProp(0.001f, momentum: 0.5f),
        ["RmsProp centered"] = static () => new RmsProp(0.001f, centered: true),
        ["Adagrad"] = static () => new Adagrad(learningRateDecay: 0.01f),
    };

    private static readonly Dictionary<string, ISchedule?> s_schedules = new()
    {
        ["none"] = null,
        ["Constant"] = new ConstantRate(),
        ["StepDecay"] = new StepDecay(3, 0.5f),
        ["ExponentialDecay"] = new ExponentialDecay(0.9f),
        ["CosineAnnealing"] = new CosineAnnealing(),
        ["OneCycle"] = new OneCycle(),
        ["LinearWarmup"] = new LinearWarmup(4, new CosineAnnealing()),
        ["ReduceOnPlateau"] = new LinearWarmup(2, new ReduceOnPlateau(0.5f, patience: 0, threshold: 0.5f)),
    };

    private static readonly Dataset<int> s_train = ThreadData.Classes(420, 1), s_validation = ThreadData.Classes(40, 2);

    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    private string File1 => Path.Combine(_folder, "run.ckpt");

    private string File2 => Path.Combine(_folder, "run.ckpt.previous");

    public static TheoryData<string, string, int> Runs => [.. s_optimizers.Keys.SelectMany(static optimizer => s_schedules.Keys.Where(schedule => optimizer == "Adam" || schedule is "none" or "LinearWarmup")
        .SelectMany(schedule => new[] { (optimizer, schedule, 1), (optimizer, schedule, 2) }))];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Two steps of two shards an epoch, four epochs. Stops within the second epoch and again in the last.
    [Theory]
    [MemberData(nameof(Runs))]
    public void The_bits_are_those_of_a_run_that_never_stopped(string optimizer, string schedule, int threads)
    {
        FitOptions options = new() { Epochs = 4, BatchSize = 210, Seed = 5, Schedule = s_schedules[schedule], Threads = threads, GradientClipNorm = 0.5f, EarlyStopping = new EarlyStopping { Patience = 3 } };
        (float[] expected, TrainingHistory history) = Fit(options with { Optimizer = s_optimizers[optimizer]() });

        FitOptions resumed = options with { Checkpoint = new Checkpoint(File1) { Resume = true, EverySteps = 1 } };
        StopAt(resumed with { Optimizer = s_optimizers[optimizer]() }, 3);
        StopAt(resumed with { Optimizer = s_optimizers[optimizer]() }, 4);
        (float[] actual, TrainingHistory other) = Fit(resumed with { Optimizer = s_optimizers[optimizer]() });
        Assert.Equal(expected, actual);
        AssertSame(history, other);
    }

    // Steps are lost, and taken again.
    [Fact]
    public void A_run_that_dies_goes_on_from_its_last_epoch()
    {
        FitOptions options = new() { Epochs = 5, BatchSize = 64, Optimizer = new Adam(), EarlyStopping = new EarlyStopping { Patience = 2 } };
        (float[] expected, TrainingHistory history) = Fit(options);
        int steps = 0;
        FitOptions Again() => options with { Optimizer = new Adam(), Checkpoint = new Checkpoint(File1) { Resume = true }, OnStep = _ => { if (++steps % 10 == 0) { throw new TimeoutException(); } } };
        int deaths = 0;
        while (true)
        {
            try
            {
                (float[] actual, TrainingHistory other) = Fit(Again());
                Assert.Equal(expected, actual);
                AssertSame(history, other);
                break;
            }
            catch (TimeoutException)
            {
                deaths++;
            }
        }
        Assert.InRange(deaths, 2, 10);
        Assert.Equal(["run.ckpt", "run.ckpt.previous"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_cancelled_run_writes_where_it_is()
    {
        FitOptions options = new() { Epochs = 3, BatchSize = 64 };
        (float[] expected, _) = Fit(options);
        using CancellationTokenSource source = new();
        int steps = 0;
        ShardedClassifier network = new(1);
        FitOptions cancelled = options with { Checkpoint = new Checkpoint(File1) { Resume = true }, CancellationToken = source.Token, OnStep = _ => { if (++steps == 10) { source.Cancel(); } } };
        Assert.ThrowsAny<OperationCanceledException>(() => network.Fit(s_train, cancelled, s_validation));
        List<(int, int)> seen = [];
        (float[] actual, _) = Fit(options with { Checkpoint = new Checkpoint(File1) { Resume = true }, OnStep = progress => seen.Add((progress.Epoch, progress.Step)) });
        Assert.Equal((2, 4), seen[0]);
        Assert.Equal(expected, actual);
    }

    // Behind the last step of an epoch there is nothing left to take, and the epoch is not over.
    [Fact]
    public void A_hook_may_cancel_behind_the_last_step_of_an_epoch()
    {
        FitOptions options = new() { Epochs = 2, BatchSize = 64, Schedule = new CosineAnnealing(), EarlyStopping = new EarlyStopping() };
        (float[] expected, TrainingHistory history) = Fit(options);
        using CancellationTokenSource source = new();
        void CancelAtTheEnd(TrainingProgress progress)
        {
            if (progress.Step == progress.Steps)
            {
                source.Cancel();
                source.Token.ThrowIfCancellationRequested();
            }
        }
        Assert.ThrowsAny<OperationCanceledException>(() => Fit(options with { Checkpoint = new Checkpoint(File1), CancellationToken = source.Token, OnStep = CancelAtTheEnd }));
        List<(int, int)> seen = [];
        (float[] actual, TrainingHistory other) = Fit(options with { Checkpoint = new Checkpoint(File1) { Resume = true }, OnStep = progress => seen.Add((progress.Epoch, progress.Step)) });
        Assert.Equal((2, 1), seen[0]);
        Assert.Equal(expected, actual);
        AssertSame(history, other);
    }

    [Fact]
    public void A_run_that_is_over_gives_its_result_again_and_more_epochs_go_on()
    {
        FitOptions options = new() { Epochs = 2, BatchSize = 64 };
        (float[] two, TrainingHistory history) = Fit(options with { Checkpoint = new Checkpoint(File1) });
        (float[] again, TrainingHistory other) = Fit(options with { Checkpoint = new Checkpoint(File1) { Resume = true }, OnStep = static _ => Assert.Fail("a step") });
        Assert.Equal(two, again);
        AssertSame(history, other);
        Assert.Equal(Fit(options with { Epochs = 4 }).Parameters, Fit(options with { Epochs = 4, Checkpoint = new Checkpoint(File1) { Resume = true } }).Parameters);

        // A run that stopped early stays stopped, at its best.
        FitOptions stopping = options with { Epochs = 9, EarlyStopping = new EarlyStopping { Patience = 1, MinDelta = 100 }, Checkpoint = new Checkpoint(Path.Combine(_folder, "early.ckpt")) { Resume = true } };
        (float[] best, TrainingHistory early) = Fit(stopping);
        Assert.Equal(2, early.Epochs.Count);
        Assert.Equal(best, Fit(stopping with { OnStep = static _ => Assert.Fail("a step") }).Parameters);
    }

    [Fact]
    public void Without_a_file_or_without_Resume_a_run_begins_anew()
    {
        FitOptions options = new() { Epochs = 1, BatchSize = 64 };
        float[] expected = Fit(options).Parameters;
        Assert.Equal(expected, Fit(options with { Checkpoint = new Checkpoint(File1) { Resume = true } }).Parameters);
        Assert.Equal(expected, Fit(options with { Checkpoint = new Checkpoint(File1) }).Parameters);
        Assert.True(File.Exists(File1) && File.Exists(File2));
    }

    public static TheoryData<string, string> Differences => new()
    {
        { "batch", "batch size: 64 in the file, 32 here" },
        { "seed", "seed: 3 in the file, 4 here" },
        { "shuffle", "shuffle: yes in the file, no here" },
        { "optimizer", "optimizer: Adam(beta1: 0.9, beta2: 0.999, epsilon: 1E-08, weightDecay: 0) in the file, Sgd(" },
        { "setting", "weightDecay: 0.5) here" },
        { "rate", "learning rate: 0.001 in the file, 0.01 here" },
        { "schedule", "schedule: none in the file, StepDecay(every: 5, factor: 0.1) here" },
        { "clip", "gradient clip norm: none in the file, 1 here" },
        { "stopping", "early stopping: none in the file, EarlyStopping(patience: 5" },
        { "classes", "class weights: none in the file, 1, 1, 1, 1, 1, 1, 2 here" },
        { "samples", "sample weights: none in the file, 420, checksum" },
        { "data", "training data: 420 samples of 200 inputs and 1 target, checksum " },
        { "validation", "validation data: 40 samples" },
        { "epochs", "epochs: 2 are completed in the file, but only 1 are requested here" },
        { "two", "batch size: 64 in the file, 32 here; seed: 3 in the file, 4 here" },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public void A_checkpoint_of_another_run_is_refused(string difference, string message)
    {
        FitOptions options = new() { Epochs = 2, BatchSize = 64, Seed = 3 };
        Fit(options with { Checkpoint = new Checkpoint(File1) });
        byte[] before = File.ReadAllBytes(File1);
        options = options with { Checkpoint = new Checkpoint(File1) { Resume = true } };
        (FitOptions changed, Dataset<int> train, Dataset<int>? validation) = difference switch
        {
            "batch" => (options with { BatchSize = 32 }, s_train, s_validation),
            "seed" => (options with { Seed = 4 }, s_train, s_validation),
            "shuffle" => (options with { Shuffle = false }, s_train, s_validation),
            "optimizer" => (options with { Optimizer = new Sgd(0.001f) }, s_train, s_validation),
            "setting" => (options with { Optimizer = new Adam(weightDecay: 0.5f) }, s_train, s_validation),
            "rate" => (options with { Optimizer = new Adam(0.01f) }, s_train, s_validation),
            "schedule" => (options with { Schedule = new StepDecay(5) }, s_train, s_validation),
            "clip" => (options with { GradientClipNorm = 1 }, s_train, s_validation),
            "stopping" => (options with { EarlyStopping = new EarlyStopping() }, s_train, s_validation),
            "classes" => (options with { ClassWeights = [1, 1, 1, 1, 1, 1, 2] }, s_train, s_validation),
            "samples" => (options with { SampleWeights = Enumerable.Repeat(1f, 420).ToArray() }, s_train, s_validation),
            "data" => (options, ThreadData.Classes(420, 9), s_validation),
            "validation" => (options, s_train, null),
            "epochs" => (options with { Epochs = 1 }, s_train, s_validation),
            _ => (options with { BatchSize = 32, Seed = 4 }, s_train, s_validation),
        };
        ShardedClassifier network = new(1);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => network.Fit(train, changed, validation));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(File1, error.Message, StringComparison.Ordinal);
        Assert.Equal(new ShardedClassifier(1).Parameters.ToArray(), network.Parameters.ToArray());
        Assert.Equal(before, File.ReadAllBytes(File1));
    }

    // Their class has one name, as when its attributes are edited between two runs.
    [Fact]
    public void An_edited_argument_of_a_layer_or_of_the_loss_is_noticed()
    {
        Dataset<int> data = new([1, 2, 3, 4], [0, 1], 2);
        Edited.Before.Steep network = new(1);
        network.Fit(data, new FitOptions { Epochs = 1, Checkpoint = new Checkpoint(File1) });
        Assert.Contains(
            "layers: Dense 3, LeakyRelu 0.2, Dense 2, Elu 0.5, Dense 2, Softmax in the file, Dense 3, LeakyRelu, Dense 2, Elu, Dense 2, Softmax here; "
                + "loss: CrossEntropy with label smoothing 0.1 in the file, CrossEntropy here",
            Assert.Throws<InvalidDataException>(() => new Edited.After.Steep(1).Fit(data, new FitOptions { Epochs = 1, Checkpoint = new Checkpoint(File1) { Resume = true } })).Message,
            StringComparison.Ordinal);
        Assert.Equal("Huber 0.5", Edited.Outliers.Info.Loss);
    }

    [Fact]
    public void More_epochs_are_refused_where_they_change_the_rates_that_were_taken()
    {
        FitOptions options = new() { Epochs = 2, BatchSize = 64, Schedule = new CosineAnnealing(), Checkpoint = new Checkpoint(File1) { Resume = true } };
        Fit(options);
        Assert.Contains("epochs: 2 in the file, 3 here, with which CosineAnnealing(minRate: 0) gives different", Assert.Throws<InvalidDataException>(() => Fit(options with { Epochs = 3 })).Message, StringComparison.Ordinal);
        Assert.Contains("network: ShardedClassifier in the file, Classifier here", Assert.Throws<InvalidDataException>(() => new Classifier(1).Fit(FitTests.Clusters(8), options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_noticed_and_the_one_before_is_taken()
    {
        FitOptions options = new() { Epochs = 3, BatchSize = 64 };
        float[] expected = Fit(options).Parameters;
        FitOptions resumed = options with { Checkpoint = new Checkpoint(File1) { Resume = true } };
        StopAt(resumed, 17, cancel: false);
        byte[] whole = File.ReadAllBytes(File1), previous = File.ReadAllBytes(File2);
        Random random = new(1);
        for (int run = 0; run < 6; run++)
        {
            byte[] damaged = [.. whole];
            int place = random.Next(damaged.Length);
            damaged[place] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(File1, run % 2 == 0 ? damaged : damaged[..place]);
            File.WriteAllBytes(File2, previous);
            List<int> epochs = [];
            Assert.Equal(expected, Fit(resumed with { OnStep = step => epochs.Add(step.Epoch) }).Parameters);
            Assert.Equal(2, epochs[0]);
        }

        // The damaged file does not take the place of the whole one.
        File.WriteAllBytes(File1, whole[..^1]);
        File.WriteAllBytes(File2, previous);
        StopAt(resumed, 8, cancel: false);
        Assert.Equal(previous, File.ReadAllBytes(File2));

        File.Delete(File1);
        Assert.Equal(expected, Fit(resumed).Parameters);

        File.WriteAllBytes(File1, whole[..100]);
        File.WriteAllBytes(File2, []);
        string message = Assert.Throws<InvalidDataException>(() => Fit(resumed)).Message;
        Assert.Contains("There is no checkpoint to continue from", message, StringComparison.Ordinal);
        Assert.Contains(File1, message, StringComparison.Ordinal);
        Assert.Contains(File2, message, StringComparison.Ordinal);
    }

    // Before the first step: an epoch may take hours.
    [Fact]
    public void A_folder_that_is_not_there_is_told_before_the_first_step()
    {
        ShardedClassifier network = new(1);
        string folder = Path.Combine(_folder, "none");
        DirectoryNotFoundException error = Assert.Throws<DirectoryNotFoundException>(() =>
            network.Fit(s_train, new FitOptions { Epochs = 1, Checkpoint = new Checkpoint(Path.Combine(folder, "run.ckpt")), OnStep = static _ => Assert.Fail("a step") }));
        Assert.Contains(folder, error.Message, StringComparison.Ordinal);
        Assert.Equal(new ShardedClassifier(1).Parameters.ToArray(), network.Parameters.ToArray());
    }

    // Another process writes the same checkpoint: one of the two is told, and the file of the other stays.
    [Fact]
    public void A_file_that_another_writes_is_not_taken_away()
    {
        using FileStream other = new(File1 + ".tmp", FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        Assert.Throws<IOException>(() => Fit(new FitOptions { Epochs = 1, BatchSize = 64, Checkpoint = new Checkpoint(File1) }));
        Assert.True(File.Exists(File1 + ".tmp"));
    }

    [Fact]
    public void Intervals_are_whole()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Fit(new FitOptions { Checkpoint = new Checkpoint(File1) { EveryEpochs = 0 } }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fit(new FitOptions { Checkpoint = new Checkpoint(File1) { EverySteps = -1 } }));
        Assert.Throws<ArgumentException>(static () => new Checkpoint(""));
        Fit(new FitOptions { Epochs = 3, Checkpoint = new Checkpoint(File1) { EveryEpochs = 2 }, OnEpoch = epoch => Assert.True(epoch.Number > 1 || !File.Exists(File1)) });
        Assert.True(File.Exists(File1) && File.Exists(File2));
    }

    private static (float[] Parameters, TrainingHistory History) Fit(FitOptions options)
    {
        ShardedClassifier network = new(1);
        TrainingHistory history = network.Fit(s_train, options, s_validation);
        return (network.Parameters.ToArray(), history);
    }

    // What it begins with comes from the file, if there is one.
    private static void StopAt(FitOptions options, int step, bool cancel = true)
    {
        ShardedClassifier network = new(File.Exists(options.Checkpoint!.Path) ? step : 1);
        using CancellationTokenSource source = new();
        int steps = 0;
        FitOptions stopped = options with
        {
            CancellationToken = source.Token,
            OnStep = _ =>
            {
                if (++steps == step)
                {
                    source.Cancel();
                    if (!cancel)
                    {
                        throw new TimeoutException();
                    }
                }
            },
        };
        Assert.True(Record.Exception(() => network.Fit(s_train, stopped, s_validation)) is OperationCanceledException or TimeoutException);
    }

    private static void AssertSame(TrainingHistory expected, TrainingHistory actual) =>
        Assert.Equal(expected.Epochs.Select(static epoch => epoch with { Duration = default }), actual.Epochs.Select(static epoch => epoch with { Duration = default }));
}
