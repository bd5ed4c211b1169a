using NnGen;
using NnGen.CompilerServices;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>Steps by hand on several threads.</summary>
public class ParallelTrainerTests
{
    private const int Samples = 150;

    private static readonly Dataset<int> s_data = ThreadData.Classes(Samples, 1);

    [Fact]
    public void Shards_add_up_to_the_gradient_of_a_large_batch()
    {
        const int Many = 600;
        Dataset<int> data = ThreadData.Classes(Many, 1);
        ShardedClassifier network = new(1);
        (float loss, float[] gradients) = Backward(network, data);

        GradientCatcher catcher = new();
        using ParallelTrainer<ShardedClassifier, int> trainer = new(network, catcher, Many, threads: 2);
        Assert.Equal(loss, trainer.Step(data.Inputs, data.Targets, seed: 5, step: 6), 1e-5f);
        Assert.All(gradients.Zip(catcher.Gradients), static pair => Assert.Equal(pair.First, pair.Second, 1e-6f));

        // Other bits, or the batch was not in shards at all.
        Assert.NotEqual(gradients, catcher.Gradients);
    }

    [Theory]
    [InlineData(1, Samples)]
    [InlineData(2, Samples)]
    [InlineData(3, Samples)]
    [InlineData(8, Samples)]
    [InlineData(2, 1000)]
    public void Ranges_are_the_gradient_of_the_batch(int threads, int maxBatchSize)
    {
        ShardedClassifier network = new(1);
        (float loss, float[] gradients) = Backward(network, s_data);

        // The trainer computes them range by range in the memory that the last step left, here of another batch.
        GradientCatcher catcher = new();
        using ParallelTrainer<ShardedClassifier, int> trainer = new(network, catcher, maxBatchSize, threads);
        trainer.Step(s_data.Inputs[..(200 * 100)], s_data.Targets[50..], seed: 7, step: 8);
        Assert.Equal(loss, trainer.Step(s_data.Inputs, s_data.Targets, seed: 5, step: 6), 1e-5f);
        Assert.Equal(gradients, catcher.Gradients);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(1000)]
    public void Every_gradient_is_in_one_range(int ranges)
    {
        RangedRegression network = new(1);
        int n = 11, parameters = RangedRegression.ParameterCount;
        Dataset<float> data = ThreadData.Regression(n, 2);
        float[] all = new float[parameters];
        network.Backward(data.Inputs, data.Targets, all);

        IBackwardPhases<float> phases = network;
        Workspace batch = RangedRegression.CreateWorkspace(n), own = RangedRegression.CreateWorkspace(1);
        int cut = 4;
        TrainingStep step = new(0, 0, 0, 1f / n);
        phases.RunSamples(0, data.Inputs[(cut * 120)..], data.Targets[(cut * 3)..], default, new BatchShard(1, 2, cut, n), batch, own, step with { FirstSample = cut });
        phases.RunSamples(0, data.Inputs[..(cut * 120)], data.Targets[..(cut * 3)], default, new BatchShard(0, 2, 0, n), batch, own, step);
        float[] gradients = new float[parameters];
        int[] written = new int[parameters];
        for (int range = 0; range < ranges; range++)
        {
            Array.Fill(gradients, float.NaN);
            phases.RunParameters(1, data.Inputs, gradients, (int)((long)parameters * range / ranges), (int)((long)parameters * (range + 1) / ranges), 2, batch);
            for (int i = 0; i < parameters; i++)
            {
                if (!float.IsNaN(gradients[i]))
                {
                    written[i]++;
                    Assert.Equal(all[i], gradients[i]);
                }
            }
        }
        Assert.All(written, static times => Assert.Equal(1, times));
    }

    [Fact]
    public void A_phase_runs_as_what_it_is()
    {
        IBackwardPhases<float> network = new RangedRegression(1);
        Assert.Equal([PhaseAxis.Samples, PhaseAxis.Parameters], network.Phases.ToArray());
        Workspace batch = RangedRegression.CreateWorkspace(1), own = RangedRegression.CreateWorkspace(1);
        Assert.Throws<ArgumentOutOfRangeException>("phase", () => network.RunSamples(1, new float[120], new float[3], default, new BatchShard(0, 1, 0, 1), batch, own, new TrainingStep(0, 0, 0, 1)));
        Assert.Throws<ArgumentOutOfRangeException>("phase", () => network.RunParameters(0, new float[120], new float[RangedRegression.ParameterCount], 0, 1, 1, batch));
        Assert.Throws<ArgumentOutOfRangeException>("shard", () => network.RunSamples(0, new float[120], new float[3], default, new BatchShard(0, 1, 1, 1), batch, own, new TrainingStep(0, 0, 0, 1)));
    }

    private static (float Loss, float[] Gradients) Backward(ShardedClassifier network, Dataset<int> data)
    {
        float[] gradients = new float[ShardedClassifier.ParameterCount];
        float loss = network.Backward(data.Inputs, data.Targets, default, gradients, ShardedClassifier.CreateWorkspace(data.Count), new TrainingStep(5, 6, 0, 1f / data.Count));
        return (loss, gradients);
    }

    // With label smoothing, a class also weights its share of the other classes' targets.
    [Fact]
    public void Weights_of_classes_are_those_of_Backward_in_phases()
    {
        const int Classes = 7, Few = 9;
        SmoothedClassifier network = new(1);
        float[] weights = [.. Enumerable.Range(0, Few * Classes).Select(static i => 0.5f + (i % Classes))], gradients = new float[SmoothedClassifier.ParameterCount], inPhases = new float[SmoothedClassifier.ParameterCount];
        ReadOnlySpan<float> inputs = s_data.Inputs.Slice(0, Few * 200);
        ReadOnlySpan<int> targets = s_data.Targets.Slice(0, Few);
        Workspace batch = SmoothedClassifier.CreateWorkspace(Few), own = SmoothedClassifier.CreateWorkspace(1);
        TrainingStep step = new(5, 6, 0, 1f / Few);
        float loss = network.Backward(inputs, targets, weights, gradients, batch, step);
        IBackwardPhases<int> phases = network;
        Assert.Equal(loss, phases.RunSamples(0, inputs, targets, weights, new BatchShard(0, 1, 0, Few), batch, own, step));
        phases.RunParameters(1, inputs, inPhases, 0, SmoothedClassifier.ParameterCount, 1, batch);
        Assert.Equal(gradients, inPhases);

        float[][] trained = [.. ((int[])[1, 2]).Select(static threads =>
        {
            SmoothedClassifier fitted = new(1);
            fitted.Fit(s_data, new FitOptions { Epochs = 1, BatchSize = 64, Threads = threads, ClassWeights = [1, 2, 3, 4, 5, 6, 7], Progress = TrainingProgress.Silent });
            return fitted.Parameters.ToArray();
        })];
        Assert.Equal(trained[0], trained[1]);
    }

    [Fact]
    public void A_batch_too_small_for_shards_takes_the_step_of_the_plain_loop()
    {
        Xor sharded = new(1), plain = new(1);
        Adam adam = new();
        float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1], targets = [0, 1, 1, 0], gradients = new float[Xor.ParameterCount];
        using ParallelTrainer<Xor, float> trainer = new(sharded, new Adam(), 4, threads: 2);
        for (int step = 0; step < 10; step++)
        {
            float loss = plain.Backward(inputs, targets, gradients);
            adam.Step(plain.Parameters, gradients);
            Assert.Equal(loss, trainer.Step(inputs, targets, seed: 0, step));
        }
        Assert.Equal(plain.Parameters.ToArray(), sharded.Parameters.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Parameters_that_are_updated_in_parts_take_the_step_of_the_plain_loop(int threads)
    {
        const int Few = 7;
        ManyParameters shared = new(1), plain = new(1);
        Adam adam = new();
        float[] gradients = new float[ManyParameters.ParameterCount];
        ReadOnlySpan<float> inputs = s_data.Inputs.Slice(0, Few * 200);
        ReadOnlySpan<int> targets = s_data.Targets.Slice(0, Few);
        using ParallelTrainer<ManyParameters, int> trainer = new(shared, new Adam(), Few, threads);
        for (int step = 0; step < 10; step++)
        {
            float loss = plain.Backward(inputs, targets, gradients);
            adam.Step(plain.Parameters, gradients);
            Assert.Equal(loss, trainer.Step(inputs, targets, seed: 0, step));
        }
        Assert.Equal(plain.Parameters.ToArray(), shared.Parameters.ToArray());
    }

    [Fact]
    public void More_threads_than_a_job_has_items_are_not_too_many()
    {
        using ParallelTrainer<MillionsOfParameters, int> trainer = new(new MillionsOfParameters(1), new Sgd(), 8, threads: 100);
        Assert.True(float.IsFinite(trainer.Step(new float[8 * 1800], new int[8], 1, 1)));
    }

    [Fact]
    public void An_exception_leaves_the_parameters_and_the_trainer_as_they_were()
    {
        ShardedClassifier network = new(1), untouched = new(1);
        using ParallelTrainer<ShardedClassifier, int> trainer = new(network, new Adam(), Samples, threads: 2), other = new(untouched, new Adam(), Samples, threads: 1);
        int[] bad = s_data.Targets.ToArray();
        bad[^1] = -1;
        for (int step = 0; step < 5; step++)
        {
            Assert.Contains("is -1", Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Step(s_data.Inputs, bad, 0, step)).Message, StringComparison.Ordinal);
            Assert.Equal(other.Step(s_data.Inputs, s_data.Targets, 0, step), trainer.Step(s_data.Inputs, s_data.Targets, 0, step));
        }
        Assert.Equal(untouched.Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        ShardedClassifier network = new(1);
        float[] before = network.Parameters.ToArray();
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParallelTrainer<ShardedClassifier, int>(network, new Adam(), 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParallelTrainer<ShardedClassifier, int>(network, new Adam(), 1, 0));
        Adam used = new();
        used.Step(new float[3], new float[3]);
        Assert.Throws<ArgumentException>(() => new ParallelTrainer<ShardedClassifier, int>(network, used, 1, 1));

        ParallelTrainer<ShardedClassifier, int> trainer = new(network, new Adam(), Samples - 1, threads: 2);
        Assert.Contains($"{Samples} samples, but", Assert.Throws<ArgumentException>(() => trainer.Step(s_data.Inputs, s_data.Targets, 0, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => trainer.Step(s_data.Inputs, [0, 1], 0, 0));
        Assert.Throws<ArgumentException>(() => trainer.Step([], [], 0, 0));
        Assert.Equal(before, network.Parameters.ToArray());
        trainer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => trainer.Step(s_data.Inputs.Slice(0, 200), s_data.Targets.Slice(0, 1), 0, 0));
    }

    private sealed class GradientCatcher : IOptimizer
    {
        public float[] Gradients { get; private set; } = [];

        public float LearningRate { get; set; }

        public IReadOnlyList<OptimizerState> State => [];

        public long StepCount { get; set; }

        public void Prepare(int parameterCount)
        {
        }

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients) => Gradients = gradients.ToArray();
    }
}
