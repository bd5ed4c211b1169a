using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Schedules;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>Options of Fit that are wrong, or contradict the data, are told; none is replaced in silence.</summary>
public class SettingTests
{
    private static readonly Dictionary<string, (Func<object> Create, string Message)> s_wrong = new()
    {
        ["epochs"] = (static () => new FitOptions { Epochs = 0 }, "Epochs is 0, but it must be at least 1."),
        ["negative epochs"] = (static () => new FitOptions { Epochs = -1 }, "Epochs is -1, but it must be at least 1."),
        ["batch"] = (static () => new FitOptions { BatchSize = 0 }, "BatchSize is 0, but it must be at least 1."),
        ["threads"] = (static () => new FitOptions { Threads = 0 }, "The number of threads is 0, but it must be at least 1;"),
        ["value"] = (static () => new FitOptions { GradientClipValue = 0 }, "GradientClipValue is 0, but it must be greater than 0; null sets no bound."),
        ["norm"] = (static () => new FitOptions { GradientClipNorm = float.NaN }, "GradientClipNorm is NaN, but it must be greater than 0; null sets no bound."),
        ["patience"] = (static () => new EarlyStopping { Patience = 0 }, "Patience is 0, but it must be at least 1."),
        ["change"] = (static () => new EarlyStopping { MinDelta = -0.5 }, "MinDelta is -0.5, but it must be at least 0 and finite."),
        ["infinite change"] = (static () => new EarlyStopping { MinDelta = double.PositiveInfinity }, $"MinDelta is {double.PositiveInfinity}, but it must be at least 0 and finite."),
        ["checkpoint epochs"] = (static () => new Checkpoint("run.ckpt") { EveryEpochs = 0 }, "EveryEpochs is 0, but it must be at least 1."),
        ["checkpoint steps"] = (static () => new Checkpoint("run.ckpt") { EverySteps = -1 }, "EverySteps is -1, but it must be at least 0."),
        ["with"] = (static () => new FitOptions() with { Epochs = 0 }, "Epochs is 0, but it must be at least 1."),
    };

    public static TheoryData<string> Wrong => [.. s_wrong.Keys];

    // Where they are written, not when Fit is called.
    [Theory]
    [MemberData(nameof(Wrong))]
    public void Settings_are_checked_where_they_are_given(string setting)
    {
        (Func<object> create, string message) = s_wrong[setting];
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(create).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Early_stopping_by_accuracy_needs_an_accuracy()
    {
        FitOptions options = new() { Epochs = 2, EarlyStopping = new EarlyStopping { ByAccuracy = true }, OnStep = static _ => Assert.Fail("a step") };
        Dataset<int> classes = FitTests.Clusters(8);
        Assert.Contains("there is no validation data", Refused(() => new Classifier(1).Fit(classes, options)), StringComparison.Ordinal);

        // Numbers, and probabilities that are not 0 or 1.
        Dataset<float> numbers = ThreadData.Regression(20, 1), probabilities = new([0, 0, 1, 1], [0.5f, 1], 2);
        Assert.Contains("ShardedRegression has no accuracy", Refused(() => new ShardedRegression(1).Fit(numbers, options, numbers)), StringComparison.Ordinal);
        Assert.Contains("Xor has no accuracy", Refused(() => new Xor(1).Fit(probabilities, options, probabilities)), StringComparison.Ordinal);
        Assert.Equal(2, new Classifier(1).Fit(classes, options with { OnStep = null }, classes).Epochs.Count);
        Dataset<float> binary = new([0, 0, 1, 1], [0, 1], 2);
        Assert.Equal(2, new Xor(1).Fit(binary, options with { OnStep = null }, binary).Epochs.Count);

        static string Refused(Action fit)
        {
            ArgumentException error = Assert.Throws<ArgumentException>(fit);
            Assert.Equal("options", error.ParamName);
            Assert.Contains("leave ByAccuracy false", error.Message, StringComparison.OrdinalIgnoreCase);
            return error.Message;
        }
    }

    // The property is null where it was not set.
    [Fact]
    public void A_hook_finds_the_default_optimizer()
    {
        Classifier network = new(1);
        List<float> rates = [];
        FitOptions options = new() { Epochs = 3 };
        TrainingHistory history = network.Fit(FitTests.Clusters(8), options with
        {
            OnEpoch = _ =>
            {
                IOptimizer optimizer = network.GetOptimizer(options.Optimizer)!;
                rates.Add(optimizer.LearningRate);
                optimizer.LearningRate /= 2;
            },
        });
        Assert.Equal([0.001f, 0.0005f, 0.00025f], rates);
        Assert.Equal(rates, history.Epochs.Select(static epoch => epoch.LearningRate));
        Assert.IsType<Adam>(network.GetOptimizer());
    }

    // As in Keras: a number is the place in the history that the call returns.
    [Fact]
    public void Every_call_numbers_its_epochs_from_1()
    {
        Classifier network = new(1);
        FitOptions options = new() { Epochs = 2, EarlyStopping = new EarlyStopping() };
        for (int call = 0; call < 2; call++)
        {
            List<int> seen = [];
            TrainingHistory history = network.Fit(FitTests.Clusters(8), options with { OnStep = at => seen.Add(at.Epoch) });
            Assert.Equal([1, 2], history.Epochs.Select(static epoch => epoch.Number));
            Assert.Equal([1, 2], seen.Distinct());
            Assert.InRange(history.RestoredEpoch!.Value, 1, 2);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-1f)]
    [InlineData(float.PositiveInfinity)]
    public void A_schedule_that_gives_no_rate_is_named_with_the_step(float rate)
    {
        Classifier network = new(1);
        string message = Assert.Throws<InvalidOperationException>(() =>
            network.Fit(FitTests.Clusters(8), new FitOptions { Epochs = 5, BatchSize = 8, Schedule = new FromStepThree(rate) })).Message;
        Assert.Equal($"FromStepThree returned the learning rate {rate} for step 3 of 5, but a rate must be at least 0 and finite. Change its settings or its formula.", message);
        Assert.Equal(3, network.GetOptimizer()!.StepCount);
    }

    private sealed class FromStepThree(float rate) : ISchedule
    {
        public float GetRate(float baseRate, long step, long totalSteps) => step < 3 ? baseRate : rate;

        public override string ToString() => nameof(FromStepThree);
    }
}
