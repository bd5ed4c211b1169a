using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Schedules;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>Fit gives the same bits for every number of threads, alone and beside another Fit.</summary>
public class ThreadTests
{
    // 450 samples: a batch of 420 is 8 shards and the last of 30 is one; of 210 they are 4 and one; of 100 they are 2, and the last of 50 is one.
    [Theory]
    [InlineData(420, true)]
    [InlineData(210, true)]
    [InlineData(100, false)]
    public void Any_number_of_threads_gives_the_same_bits(int batchSize, bool shuffle)
    {
        (float[] Parameters, TrainingEpoch Epoch) Classes(int threads) =>
            Train(new ShardedClassifier(1), ThreadData.Classes(450, 1), ThreadData.Classes(270, 2), batchSize, shuffle, threads);
        (float[] Parameters, TrainingEpoch Epoch) Regression(int threads) =>
            Train(new ShardedRegression(1), ThreadData.Regression(450, 1), ThreadData.Regression(270, 2), batchSize, shuffle, threads);

        (float[] Parameters, TrainingEpoch Epoch) classes = Classes(1), regression = Regression(1);
        Assert.NotEqual(new ShardedClassifier(1).Parameters.ToArray(), classes.Parameters);
        foreach (int threads in new[] { 2, 3, 8, 2 })
        {
            AssertSame(classes, Classes(threads));
            AssertSame(regression, Regression(threads));
        }
    }

    [Fact]
    public void Two_trainings_at_once_do_not_disturb_each_other()
    {
        (float[], TrainingEpoch) Classes() => Train(new ShardedClassifier(1), ThreadData.Classes(330, 1), ThreadData.Classes(20, 2), 128, true, 2);
        (float[], TrainingEpoch) Regression() => Train(new ShardedRegression(1), ThreadData.Regression(330, 1), ThreadData.Regression(20, 2), 128, true, 2);
        (float[], TrainingEpoch) classes = Classes(), regression = Regression(), otherClasses = default, otherRegression = default;
        Parallel.Invoke(() => otherClasses = Classes(), () => otherRegression = Regression());
        AssertSame(classes, otherClasses);
        AssertSame(regression, otherRegression);
    }

    [Fact]
    public void An_update_rule_of_the_callers_own_works_with_threads()
    {
        float[] Fit(IOptimizer optimizer, int threads)
        {
            ShardedClassifier network = new(1);
            network.Fit(ThreadData.Classes(300, 1), new FitOptions { Epochs = 1, BatchSize = 128, Optimizer = optimizer, Threads = threads });
            return network.Parameters.ToArray();
        }

        float[] alone = Fit(new PlainDescent(), 1);
        Assert.Equal(alone, Fit(new PlainDescent(), 3));
        Assert.All(alone.Zip(Fit(new Sgd(0.1f), 3)), static pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
    }

    [Fact]
    public void There_must_be_a_thread()
    {
        foreach (int threads in new[] { 0, -2 })
        {
            ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new ShardedClassifier(1).Fit(ThreadData.Classes(10, 1), new FitOptions { Threads = threads }));
            Assert.Contains($"The number of threads is {threads}", error.Message, StringComparison.Ordinal);
        }
        Assert.Equal(Environment.ProcessorCount, new FitOptions().Threads);
    }

    [Fact]
    public void A_target_that_is_no_class_is_named_and_nothing_hangs()
    {
        Dataset<int> good = ThreadData.Classes(512, 1);
        int[] targets = good.Targets.ToArray();
        targets[400] = 7;
        Dataset<int> bad = new(good.Inputs.ToArray(), targets, inputLength: 200);
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new ShardedClassifier(1).Fit(bad, new FitOptions { BatchSize = 256, Shuffle = false, Threads = 2 }));
        Assert.Contains("The target of sample 400 is 7", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentOutOfRangeException>(() => new ShardedClassifier(1).Evaluate(bad));
        Assert.Contains("The target of sample 400 is 7", error.Message, StringComparison.Ordinal);
    }

    private static (float[] Parameters, TrainingEpoch Epoch) Train<TSelf, TTarget>(TSelf network, Dataset<TTarget> train, Dataset<TTarget> validation, int batchSize, bool shuffle, int threads)
        where TSelf : class, ITrainable<TSelf, TTarget>
        where TTarget : unmanaged
    {
        FitOptions options = new() { Epochs = 1, BatchSize = batchSize, Seed = 3, Shuffle = shuffle, Schedule = new CosineAnnealing(), Threads = threads };
        TrainingHistory history = network.Fit(train, options, validation);
        return (network.Parameters.ToArray(), history.Epochs[^1] with { Duration = default });
    }

    private static void AssertSame((float[] Parameters, TrainingEpoch Epoch) expected, (float[] Parameters, TrainingEpoch Epoch) actual)
    {
        Assert.Equal(expected.Parameters, actual.Parameters);
        Assert.Equal(expected.Epoch, actual.Epoch);
    }

    private sealed class PlainDescent : IOptimizer
    {
        public float LearningRate { get; set; } = 0.1f;

        public IReadOnlyList<OptimizerState> State => [];

        public long StepCount { get; set; }

        public void Prepare(int parameterCount)
        {
        }

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            StepCount++;
            for (int i = 0; i < parameters.Length; i++)
            {
                parameters[i] -= LearningRate * gradients[i];
            }
        }
    }
}
