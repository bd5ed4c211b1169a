using System.Globalization;
using System.Text.Json;
using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Schedules;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>The options of Fit.</summary>
public sealed class FitTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Early_stopping_ends_the_training_and_takes_the_best_parameters_back()
    {
        Dataset<int> train = ThreadData.Classes(60, 1), other = ThreadData.Classes(200, 2);
        List<float[]> after = [];
        ShardedClassifier network = new(1);
        TrainingHistory history = network.Fit(train, new FitOptions
        {
            Epochs = 200,
            Optimizer = new Adam(0.01f),
            EarlyStopping = new EarlyStopping { Patience = 3 },
            OnEpoch = _ => after.Add(network.Parameters.ToArray()),
        }, other);

        int best = Enumerable.Range(0, history.Epochs.Count).MinBy(i => history.Epochs[i].ValidationLoss);
        Assert.Equal(best + 1 + 3, history.Epochs.Count);
        Assert.True(history.Epochs.Count < 200);
        Assert.Equal(after[best], network.Parameters.ToArray());
        Assert.NotEqual(after[^1], network.Parameters.ToArray());
        Assert.Equal(history.Epochs[best].ValidationLoss, network.Evaluate(other).Loss);
    }

    [Fact]
    public void Early_stopping_can_follow_the_accuracy_and_needs_a_minimum_change()
    {
        TrainingHistory Fit(EarlyStopping rule) => new ShardedClassifier(1).Fit(ThreadData.Classes(60, 1), new FitOptions { Epochs = 30, EarlyStopping = rule }, ThreadData.Classes(50, 2));

        Assert.Equal(1 + 2, Fit(new EarlyStopping { Patience = 2, MinDelta = 100 }).Epochs.Count);
        TrainingHistory history = Fit(new EarlyStopping { Patience = 4, ByAccuracy = true });
        int best = Enumerable.Range(0, history.Epochs.Count).MaxBy(i => history.Epochs[i].ValidationAccuracy);
        Assert.Equal(best + 1 + 4, history.Epochs.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => Fit(new EarlyStopping { Patience = 0 }));
    }

    // Every epoch is a little better, and none by enough: the training ends, and the last epoch is the best.
    [Fact]
    public void The_best_epoch_is_restored_however_little_better_it_is()
    {
        Classifier network = new(1);
        List<float[]> after = [];
        TrainingHistory history = network.Fit(Clusters(40), new FitOptions
        {
            Epochs = 30,
            Optimizer = new Sgd(0.01f),
            EarlyStopping = new EarlyStopping { Patience = 4, MinDelta = 0.5 },
            OnEpoch = _ => after.Add(network.Parameters.ToArray()),
        }, Clusters(20));
        Assert.Equal(5, history.Epochs.Count);
        int best = Enumerable.Range(0, 5).MinBy(i => history.Epochs[i].ValidationLoss);
        Assert.NotEqual(0, best);
        Assert.Equal(after[best], network.Parameters.ToArray());
    }

    // What is gained bit by bit counts once it is more than the least change.
    [Fact]
    public void Small_improvements_add_up_to_one_that_counts()
    {
        FitOptions options = new() { Epochs = 12, Optimizer = new Sgd(0.05f), BatchSize = 8 };
        TrainingHistory all = new Classifier(1).Fit(Clusters(40), options, Clusters(40));
        double[] losses = [.. all.Epochs.Select(static epoch => (double)epoch.ValidationLoss!.Value)];
        double change = 1.5 * Enumerable.Range(1, 11).Max(i => losses[i - 1] - losses[i]);
        Assert.True(losses[0] - losses[^1] > 2 * change);
        Assert.InRange(new Classifier(1).Fit(Clusters(40), options with { EarlyStopping = new EarlyStopping { Patience = 4, MinDelta = change } }, Clusters(40)).Epochs.Count, 6, 12);
    }

    [Fact]
    public void Without_validation_the_training_loss_decides()
    {
        TrainingHistory history = new ShardedClassifier(1).Fit(ThreadData.Classes(60, 1), new FitOptions { Epochs = 10, EarlyStopping = new EarlyStopping { Patience = 1 } });
        Assert.All(history.Epochs, static epoch => Assert.True(epoch is { Accuracy: null, ValidationLoss: null, ValidationAccuracy: null }));
        Assert.Equal(10, history.Epochs.Count);
        Assert.True(history.Epochs[9].Loss < history.Epochs[0].Loss);
    }

    // The first step of plain descent is −rate·gradient, so the gradients that were clipped can be read off it.
    [Theory]
    [InlineData(null, 0.5f)]
    [InlineData(0.01f, null)]
    [InlineData(0.01f, 0.05f)]
    [InlineData(null, 1e6f)]
    public void Gradients_are_clipped_by_value_and_by_norm(float? value, float? norm)
    {
        Dataset<float> data = ThreadData.Regression(450, 1);
        float[] Step(float? clipValue, float? clipNorm, int threads)
        {
            ShardedRegression network = new(1);
            float[] before = network.Parameters.ToArray();
            network.Fit(data, new FitOptions { Epochs = 1, BatchSize = 450, Shuffle = false, Optimizer = new Sgd(1), GradientClipValue = clipValue, GradientClipNorm = clipNorm, Threads = threads });
            return [.. before.Zip(network.Parameters.ToArray(), static (from, to) => from - to)];
        }

        float[] gradients = Step(null, null, 1), clipped = Step(value, norm, 1);
        double[] expected = [.. gradients.Select(gradient => Math.Clamp((double)gradient, -(value ?? double.MaxValue), value ?? double.MaxValue))];
        double length = Math.Sqrt(expected.Sum(static gradient => gradient * gradient)), scale = Math.Min(1, (norm ?? double.PositiveInfinity) / (length + 1e-6));
        Assert.All(expected.Zip(clipped), pair => Assert.Equal(pair.First * scale, pair.Second, 2e-7));
        Assert.Equal(norm == 1e6f, gradients.SequenceEqual(clipped));
        Assert.Equal(clipped, Step(value, norm, 2));
        Assert.Equal(clipped, Step(value, norm, 3));
    }

    [Fact]
    public void Bounds_of_gradients_are_positive()
    {
        foreach (float bound in new[] { 0, -1, float.NaN })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new Classifier(1).Fit(Clusters(8), new FitOptions { GradientClipValue = bound }));
            Assert.Throws<ArgumentOutOfRangeException>(() => new Classifier(1).Fit(Clusters(8), new FitOptions { GradientClipNorm = bound }));
        }
    }

    // A weighted mean is the mean over samples that stand there as often as their weights say.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Weights_of_samples_and_classes_count_like_copies(bool shuffle)
    {
        Dataset<int> data = Clusters(40);
        float[] classes = [1, 2, 0, 1], samples = [.. Enumerable.Range(0, 40).Select(static i => (float)(i % 3))];
        int[] copies = [.. Enumerable.Range(0, 40).SelectMany(i => Enumerable.Repeat(i, (int)(samples[i] * classes[data.Targets[i]])))];

        Classifier weighted = new(1), copied = new(1);
        FitOptions options = new() { Epochs = 3, BatchSize = 1000, Shuffle = shuffle, Optimizer = new Sgd(0.1f) };
        TrainingHistory history = weighted.Fit(data, options with { ClassWeights = classes, SampleWeights = samples });
        TrainingHistory expected = copied.Fit(data.Subset(copies), options);
        Assert.All(copied.Parameters.ToArray().Zip(weighted.Parameters.ToArray()), static pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        Assert.Equal(expected.Epochs[^1].Loss, history.Epochs[^1].Loss, 1e-5f);
    }

    [Fact]
    public void Weights_of_one_change_nothing_and_shards_take_theirs()
    {
        float[] Fit(float[]? weights, int threads)
        {
            ShardedClassifier network = new(1);
            network.Fit(ThreadData.Classes(420, 1), new FitOptions { Epochs = 1, BatchSize = 210, SampleWeights = weights, Threads = threads });
            return network.Parameters.ToArray();
        }

        float[] half = [.. Enumerable.Range(0, 420).Select(static i => i % 7 == 0 ? 0.25f : 1)];
        Assert.Equal(Fit(null, 2), Fit([.. Enumerable.Repeat(1f, 420)], 2));
        Assert.NotEqual(Fit(null, 2), Fit(half, 2));
        Assert.Equal(Fit(half, 1), Fit(half, 2));
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused()
    {
        Dataset<int> data = Clusters(8);
        string Refused(FitOptions options) => Assert.Throws<ArgumentException>(() => new Classifier(1).Fit(data, options)).Message;

        Assert.Contains("3 ClassWeights, but 4 classes", Refused(new FitOptions { ClassWeights = [1, 1, 1] }), StringComparison.Ordinal);
        Assert.Contains("ClassWeights[1] is -1", Refused(new FitOptions { ClassWeights = [1, -1, 1, 1] }), StringComparison.Ordinal);
        Assert.Contains("7 SampleWeights, but 8", Refused(new FitOptions { SampleWeights = new float[7] }), StringComparison.Ordinal);
        Assert.Contains("All SampleWeights are 0", Refused(new FitOptions { SampleWeights = new float[8] }), StringComparison.Ordinal);
        Assert.Contains("class numbers", Assert.Throws<ArgumentException>(() => new Xor(1).Fit(new Dataset<float>([0, 0], [0], 2), new FitOptions { ClassWeights = [1, 1] })).Message, StringComparison.Ordinal);
    }

    // Each would do by itself, but no sample is left that counts.
    [Fact]
    public void Weights_that_leave_nothing_to_learn_are_refused()
    {
        Dataset<int> data = Clusters(8);
        float[] samples = new float[8], classes = [1, 1, 1, 1];
        samples[3] = 1;
        classes[data.Targets[3]] = 0;
        string message = Assert.Throws<ArgumentException>(() => new Classifier(1).Fit(data, new FitOptions { SampleWeights = samples, ClassWeights = classes })).Message;
        Assert.Contains("nothing could be learned", message, StringComparison.Ordinal);

        Dataset<int> zeros = new(data.Inputs.ToArray(), new int[8], data.InputLength);
        Assert.Throws<ArgumentException>(() => new Classifier(1).Fit(zeros, new FitOptions { ClassWeights = [0, 1, 1, 1] }));
    }

    [Fact]
    public void There_may_be_more_threads_than_work()
    {
        float[] Fit(int threads)
        {
            Classifier network = new(1);
            network.Fit(Clusters(40), new FitOptions { Epochs = 1, Threads = threads }, Clusters(20));
            return network.Parameters.ToArray();
        }

        Assert.Equal(Fit(1), Fit(int.MaxValue));
    }

    // Shuffled, the position in a batch says nothing; the network stays as it is.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_target_that_is_no_class_is_found_in_the_data(bool shuffle)
    {
        int[] targets = Clusters(40).Targets.ToArray();
        targets[33] = 4;
        Dataset<int> data = new(Clusters(40).Inputs.ToArray(), targets, inputLength: 20);
        Classifier network = new(1);
        string message = Assert.Throws<ArgumentOutOfRangeException>(() => network.Fit(data, new FitOptions { BatchSize = 8, Shuffle = shuffle })).Message;
        Assert.Contains("sample 33", message, StringComparison.Ordinal);
        Assert.Contains("0 to 3", message, StringComparison.Ordinal);
        Assert.Equal(new Classifier(1).Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Fact]
    public void Hooks_hear_of_every_step_and_epoch()
    {
        List<TrainingProgress> steps = [], reports = [];
        List<TrainingEpoch> epochs = [];
        TrainingHistory history = new Classifier(1).Fit(Clusters(40), new FitOptions
        {
            Epochs = 2,
            BatchSize = 16,
            OnStep = steps.Add,
            OnEpoch = epochs.Add,
            Progress = new Reporter(reports.Add),
        }, Clusters(20));
        Assert.Equal(history.Epochs, epochs);
        Assert.Equal(steps, reports);
        Assert.Equal([(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)], steps.Select(static step => (step.Epoch, step.Step)));
        Assert.All(steps, static step => Assert.Equal((2, 3, 0.001f), (step.Epochs, step.Steps, step.LearningRate)));
        Assert.Equal([1, 2], history.Epochs.Select(static epoch => epoch.Number));
        Assert.Equal(history.Epochs[1].Loss, steps[^1].Loss);
        Assert.All(history.Epochs, static epoch => Assert.True(epoch is { Accuracy: >= 0 and <= 1, ValidationAccuracy: >= 0 and <= 1, ValidationLoss: > 0 }));
    }

    [Fact]
    public void The_optimizer_has_its_original_rate_after_every_end()
    {
        Adam adam = new(0.01f);
        using CancellationTokenSource source = new();
        Classifier network = new(1);
        Assert.ThrowsAny<OperationCanceledException>(() => network.Fit(Clusters(40), new FitOptions
        {
            Optimizer = adam,
            Schedule = new CosineAnnealing(),
            OnEpoch = _ => source.Cancel(),
            CancellationToken = source.Token,
        }));
        Assert.Equal(0.01f, adam.LearningRate);
        IOptimizer own = network.GetOptimizer(adam)!;
        Assert.Equal((2L, 0.01f), (own.StepCount, own.LearningRate));
    }

    [Fact]
    public void Histories_are_saved_as_csv_and_json()
    {
        TrainingHistory history = new TrainingHistory
        {
            Epochs = [
            new TrainingEpoch { Loss = 1.5f, Accuracy = 0.25, ValidationLoss = 1.25f, ValidationAccuracy = 0.75, LearningRate = 0.1f, Duration = TimeSpan.FromSeconds(1.5), Number = 1 },
            new TrainingEpoch { Loss = 0.1f, Accuracy = null, ValidationLoss = float.NaN, ValidationAccuracy = null, LearningRate = 1e-8f, Duration = TimeSpan.FromSeconds(0.25), Number = 2 }]
        };
        string csv = Path.Combine(_folder, "run.csv"), json = Path.Combine(_folder, "run.json");
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            history.SaveCsv(csv);
            history.SaveJson(json);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
        Assert.Equal("epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate,duration_seconds\n1,1.5,0.25,1.25,0.75,0.1,1.5\n2,0.1,,NaN,,1E-08,0.25\n", File.ReadAllText(csv));
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(json));
        JsonElement epochs = document.RootElement.GetProperty("epochs");
        Assert.Equal(2, epochs.GetArrayLength());
        Assert.Equal(0.1f, epochs[1].GetProperty("loss").GetSingle());
        Assert.Equal(JsonValueKind.Null, epochs[1].GetProperty("accuracy").ValueKind);
        Assert.Equal("NaN", epochs[1].GetProperty("validation_loss").GetString());
        Assert.Equal(0.75, epochs[0].GetProperty("validation_accuracy").GetDouble());
    }

    internal static Dataset<int> Clusters(int count)
    {
        Random random = new(count);
        float[] inputs = [.. Enumerable.Range(0, 20 * count).Select(i => (i % 4 == i / 20 % 4 ? 1 : 0) + random.NextSingle() - 0.5f)];
        return new Dataset<int>(inputs, [.. Enumerable.Range(0, count).Select(static i => i % 4)], inputLength: 20);
    }

    private sealed class Reporter(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
