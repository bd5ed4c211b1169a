using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Schedules;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>A call of Fit that fails before its first step leaves the network as it was, and one whose validation is not finite ends.</summary>
public sealed class FailedFitTests : IDisposable
{
    private static readonly Dataset<int> s_data = new([.. Enumerable.Range(0, 40).Select(static i => i % 7 / 7f)], [0, 1, 2, 0, 1, 2, 0, 1, 2, 0], 4);

    private static readonly Dataset<float> s_line = new([1, 2, 3, 4], [2, 4, 6, 8], 1);

    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    private string File1 => Path.Combine(_folder, "run.ckpt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Failures => ["cancelled", "resume", "weights", "checkpoint", "accuracy", "target", "loss"];

    [Theory]
    [MemberData(nameof(Failures))]
    public void Nothing_is_remembered(string failure)
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Dataset<int> first = Named("a", "b", "c", "d"), normalized = Normalization.StandardScore(first).Apply(first);
        IBatchSource<int> train = normalized;
        FitOptions options = new() { Epochs = 1, Progress = TrainingProgress.Silent };
        switch (failure)
        {
            case "cancelled":
                options = options with { CancellationToken = stop.Token };
                break;
            case "resume":
                new FourToThree(1).Fit(normalized, options with { Checkpoint = new Checkpoint(File1) });
                options = options with { Seed = 1, Checkpoint = new Checkpoint(File1) { Resume = true } };
                break;
            case "weights":
                options = options with { SampleWeights = new float[3] };
                break;
            case "checkpoint":
                options = options with { Checkpoint = new Checkpoint(Path.Combine(_folder, "none", "run.ckpt")) };
                break;
            case "accuracy":
                options = options with { EarlyStopping = new EarlyStopping { ByAccuracy = true } };
                break;
            case "target":
                train = Normalization.StandardScore(first).Apply((IBatchSource<int>)new Dataset<int>(first.Inputs.ToArray(), [.. first.Targets[..9], 7], 4) { InputNames = ["a", "b", "c", "d"] });
                options = options with { BatchSize = 10 };
                break;
            default:
                train = normalized.Augment(new ImageShape(1, 2, 2), new NotANumber());
                break;
        }
        FourToThree network = new(1);
        Assert.ThrowsAny<Exception>(() => network.Fit(train, options));
        Assert.Equal(new FourToThree(1).Parameters.ToArray(), network.Parameters.ToArray());
        Assert.Null(network.GetPreprocessing());
        if (failure != "target" && failure != "loss")
        {
            Assert.Null(network.GetOptimizer());
        }

        // Other names, and data that are not normalized.
        network.Fit(Named("e", "f", "g", "h"), new FitOptions { Epochs = 1, Progress = TrainingProgress.Silent });
        FourToThree expected = new(1);
        expected.Fit(Named("e", "f", "g", "h"), new FitOptions { Epochs = 1, Progress = TrainingProgress.Silent });
        Assert.Equal(expected.Parameters.ToArray(), network.Parameters.ToArray());
    }

    // Hooks of the first step find the names and the scale of the data.
    [Fact]
    public void What_the_network_was_trained_on_is_known_in_its_first_hook()
    {
        Dataset<int> data = Named("a", "b", "c", "d");
        FourToThree network = new(1);
        int hooks = 0;
        network.Fit(Normalization.StandardScore(data).Apply(data), new FitOptions
        {
            Epochs = 1,
            OnStep = _ =>
            {
                hooks++;
                Assert.Equal("a", network.GetPreprocessing()!.Schema.InputNames[0]);
            },
        });
        Assert.NotEqual(0, hooks);
    }

    // An optimizer that cannot be copied belongs to the first network that it steps, not to one whose Fit failed.
    [Fact]
    public void A_failed_call_does_not_keep_the_optimizer()
    {
        Uncopied optimizer = new();
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => new FourToThree(1).Fit(s_data, new FitOptions { Optimizer = optimizer, CancellationToken = stop.Token }));
        Assert.Single(new FourToThree(2).Fit(s_data, new FitOptions { Epochs = 1, Optimizer = optimizer, Progress = TrainingProgress.Silent }).Epochs);
    }

    public static TheoryData<string> Rules => ["none", "stopping", "plateau"];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_validation_loss_that_is_not_a_number_ends_the_training(string rule)
    {
        FitOptions options = new()
        {
            Epochs = 20,
            Progress = TrainingProgress.Silent,
            EarlyStopping = rule == "stopping" ? new EarlyStopping { Patience = 3 } : null,
            Schedule = rule == "plateau" ? new ReduceOnPlateau(patience: 1) : null,
        };
        float[] inputs = new float[4 * 80];
        inputs[(71 * 4) + 2] = float.NaN;
        FourToThree network = new(1), expected = new(1);
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => network.Fit(s_data, options, new Dataset<int>(inputs, new int[80], 4)));
        Assert.Equal("The training of FourToThree diverged in epoch 1, step 1: the validation loss is NaN: input 2 of sample 71 of the validation data is NaN. Leave out such samples, or replace their values. The network has the parameters of the last step.", error.Message);
        Assert.True(float.IsNaN(error.Loss) && error is { Epoch: 1, Step: 1, Layer: null });
        expected.Fit(s_data, new FitOptions { Epochs = 1, Progress = TrainingProgress.Silent });
        Assert.Equal(expected.Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Fact]
    public void A_validation_target_that_is_not_finite_is_named()
    {
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => new DescribedLine(1).Fit(s_line, new FitOptions { Epochs = 2 }, new Dataset<float>([1, 2], [1, float.PositiveInfinity], 1)));
        Assert.Contains($"the validation loss is {float.PositiveInfinity}: target 0 of sample 1 of the validation data is Infinity. Leave out such samples", error.Message, StringComparison.Ordinal);
    }

    // Finite data, whose squares are not.
    [Fact]
    public void A_validation_loss_beyond_floats_names_what_else_to_check()
    {
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => new DescribedLine(1).Fit(s_line, new FitOptions { Epochs = 2 }, new Dataset<float>([1, 2], [1, 1e30f], 1)));
        Assert.Contains("check the targets and the scale of the loss. The learning rate was 0.001. Use a smaller one", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Training_data_that_are_not_numbers_are_named_without_advice_about_rates(bool isInput)
    {
        Dataset<float> data = isInput ? new([1, 2, float.NaN, 4], [2, 4, 6, 8], 1) : new([1, 2, 3, 4], [2, 4, float.NaN, 8], 1);
        foreach (IBatchSource<float> source in new[] { data, data.Prefetch() })
        {
            string message = Assert.Throws<TrainingDivergedException>(() => new DescribedLine(1).Fit(source, new FitOptions { BatchSize = 1, Shuffle = false })).Message;
            Assert.Equal($"The training of DescribedLine diverged in epoch 1, step 3: the loss is NaN: {(isInput ? "input" : "target")} 0 of sample 2 of the training data is NaN. Leave out such samples, or replace their values. The network has the parameters of the last good step.", message);
        }
    }

    private static Dataset<int> Named(params string[] names) => new(s_data.Inputs.ToArray(), s_data.Targets.ToArray(), 4) { InputNames = names };

    private sealed class NotANumber : IAugmentation
    {
        public void Apply(ReadOnlySpan<float> from, Span<float> to, ImageShape shape, Xoshiro256 random) => to.Fill(float.NaN);
    }

    private sealed class Uncopied : IOptimizer
    {
        private readonly Sgd _sgd = new(0.1);

        public float LearningRate { get => _sgd.LearningRate; set => _sgd.LearningRate = value; }

        public long StepCount { get => _sgd.StepCount; set => _sgd.StepCount = value; }

        public IReadOnlyList<OptimizerState> State => _sgd.State;

        public void Prepare(int parameterCount) => _sgd.Prepare(parameterCount);

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients) => _sgd.Step(parameters, gradients);
    }
}
