using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Schedules;
using NnGen.Training;

namespace NnGen.IntegrationTests;

[Network(2)]
[Dense(3, Initializer = Initializer.Constant, InitialValue = 1), Relu]
[Dense(1)]
internal sealed partial class Steep;

/// <summary>Trainings that diverge end with a message that helps, and with the last good parameters.</summary>
public class DivergenceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_diverging_training_ends_with_the_last_good_parameters(int threads)
    {
        Dataset<float> data = new([.. Enumerable.Range(0, 20).Select(static i => (float)i)], [.. Enumerable.Range(0, 10).Select(static i => 5f * i)], inputLength: 2);
        Steep network = new(1);
        float[] before = [];
        List<float[]> parameters = [];
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => network.Fit(data, new FitOptions
        {
            Epochs = 100,
            BatchSize = 5,
            Optimizer = new Sgd(1e6f),
            OnStep = _ => parameters.Add(network.Parameters.ToArray()),
            Threads = threads,
        }));
        before = network.Parameters.ToArray();
        Assert.All(before, static value => Assert.True(float.IsFinite(value)));
        Assert.True(float.IsFinite(network.Evaluate(data).Loss) || !float.IsFinite(error.Loss));
        Assert.False(float.IsFinite(error.Loss));
        Assert.Equal(parameters.Count + 1, error.Step);
        Assert.Equal(((error.Step - 1) / 2) + 1, error.Epoch);
        Assert.Contains($"epoch {error.Epoch}, step {error.Step}", error.Message, StringComparison.Ordinal);

        // Of the last step the network has what it began with.
        Assert.Equal(parameters.Count >= 2 ? parameters[^2] : new Steep(1).Parameters.ToArray(), before);
    }

    // 3 steps an epoch; the snapshot to go back to is some epochs away, and the steps from there are taken again.
    [Theory]
    [InlineData(299, 1)]
    [InlineData(299, 2)]
    [InlineData(256, 2)]
    [InlineData(257, 1)]
    [InlineData(0, 1)]
    [InlineData(299, 2, true)]
    [InlineData(1, 1, true)]
    public void A_training_that_diverges_late_is_taken_back_before_the_bad_step(int bad, int threads, bool isSecond = false)
    {
        Dropped network = new(1);
        Adam adam = new(0.01f);
        Dataset<float> data = new([.. Enumerable.Range(0, 240).Select(static i => i % 7 / 7f)], new float[60], inputLength: 12, targetLength: 3);

        // Its steps are numbered from those of an earlier call on.
        int earlier = isSecond ? 12 : 0;
        if (isSecond)
        {
            network.Fit(data, new FitOptions { Epochs = earlier / 3, BatchSize = 8, Optimizer = adam });
        }
        List<(float[] Parameters, float[] Moment)> before = [([.. network.Parameters], network.GetOptimizer(adam)?.State[0].Values.ToArray() ?? new float[network.Parameters.Length])];
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => network.Fit(data, new FitOptions
        {
            Epochs = 200,
            BatchSize = 8,
            Optimizer = adam,
            Schedule = new Jump(bad),
            GradientClipNorm = 1,
            SampleWeights = Enumerable.Range(1, 20).Select(static i => (float)i).ToArray(),
            OnStep = _ => before.Add(([.. network.Parameters], network.GetOptimizer(adam)!.State[0].Values.ToArray())),
            Threads = threads,
        }));
        Assert.Equal(bad + 2, error.Step);
        Assert.Equal(before[bad].Parameters, network.Parameters.ToArray());
        Assert.Equal(before[bad].Moment, network.GetOptimizer(adam)!.State[0].Values.ToArray());
        Assert.Equal(earlier + bad, network.GetOptimizer(adam)!.StepCount);
        Assert.Equal(0.01f, adam.LearningRate);
    }

    [Fact]
    public void The_layer_that_is_not_finite_is_named()
    {
        Dataset<float> data = new([1, 1], [0], inputLength: 2);
        Steep network = new(1);
        network.Parameters[^2] = 1e38f;
        network.Parameters[^3] = network.Parameters[^4] = 3e38f;
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => network.Fit(data));
        Assert.Equal("layer 3 (Dense 1)", error.Layer);
        Assert.Equal((1, 1L), (error.Epoch, error.Step));

        network = new(1);
        network.Parameters[0] = float.NaN;
        Assert.Equal("layer 1 (Dense 3)", Assert.Throws<TrainingDivergedException>(() => network.Fit(data)).Layer);

        // Finite outputs so large that weights behind them overflow.
        network = new(1);
        network.Parameters[..6].Fill(1.6e38f);
        network.Parameters[9..12].Fill(3);
        Assert.Equal("layer 3 (Dense 1)", Assert.Throws<TrainingDivergedException>(() => network.Fit(data)).Layer);

        // The square of a finite output is not finite.
        network = new(1);
        network.Parameters[^1] = 1e30f;
        error = Assert.Throws<TrainingDivergedException>(() => network.Fit(data));
        Assert.Null(error.Layer);
        Assert.Contains("outputs of all layers are finite", error.Message, StringComparison.Ordinal);

        error = Assert.Throws<TrainingDivergedException>(() => new Steep(1).Fit(new Dataset<float>([1, 1, float.NaN, 1], [0, 0], inputLength: 2)));
        Assert.Contains("sample 1 of the training data", error.Message, StringComparison.Ordinal);
    }

    // Its only step has a finite loss, and leaves parameters that are not.
    [Fact]
    public void The_parameters_after_the_last_step_are_looked_at()
    {
        Steep network = new(1);
        float[] before = network.Parameters.ToArray();
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => network.Fit(new Dataset<float>([1e10f, 1], [0], inputLength: 2), new FitOptions { Epochs = 1, Optimizer = new Sgd(3e38f) }));
        Assert.Equal(before, network.Parameters.ToArray());
        Assert.Equal((1, 1L, "layer 1 (Dense 3)"), (error.Epoch, error.Step, error.Layer));
    }

    // The loss of the next step shows a bias of -infinity, or at the end of an epoch the look at the parameters. With one sample a step, 300 steps
    // an epoch.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(250)]
    [InlineData(299)]
    public void Parameters_that_are_not_finite_are_taken_back(int bad)
    {
        Dropped network = new(1);
        List<float[]> before = [[.. network.Parameters]];
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => network.Fit(new Dataset<float>([.. Enumerable.Range(0, 3600).Select(static i => i % 7 / 7f)], new float[900], inputLength: 12, targetLength: 3), new FitOptions
        {
            Epochs = 2,
            BatchSize = 1,
            Optimizer = new Overflow(bad),
            OnStep = _ => before.Add([.. network.Parameters]),
        }));
        Assert.Equal(before[bad], network.Parameters.ToArray());
        Assert.Equal((1, bad == 299 ? 300L : bad + 2L, "layer 1 (Dense 40)"), (error.Epoch, error.Step, error.Layer));
    }

    // Descends, and overflows in one step.
    private sealed class Overflow(long at) : IOptimizer
    {
        public float LearningRate { get; set; } = 0.001f;

        public IReadOnlyList<OptimizerState> State => [];

        public long StepCount { get; set; }

        public void Prepare(int parameterCount)
        {
        }

        public void Step(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
            for (int i = 0; i < parameters.Length; i++)
            {
                parameters[i] -= LearningRate * gradients[i];
            }
            if (StepCount++ == at)
            {
                parameters[12 * 40] = float.NegativeInfinity;
            }
        }
    }

    private sealed class Jump(long at) : ISchedule
    {
        public float GetRate(float baseRate, long step, long totalSteps) => step == at ? 1e38f : baseRate / (1 + (step % 3));
    }
}
