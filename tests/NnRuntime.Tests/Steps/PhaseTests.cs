using NnGen.CompilerServices;
using NnGen.Optimizers;
using NnGen.Training;

namespace NnGen.Tests;

/// <summary>A training pass of three phases on several threads, two of them over samples with a barrier in between.</summary>
public class PhaseTests
{
    private const int Batch = 75, Large = 600;

    private static readonly (float[] Inputs, float[] Targets) s_many = Data(Batch, ManyInputs.Count), s_few = Data(Large, FewInputs.Count);

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        // Several shards and ranges, or there would be nothing to share.
        Assert.Equal(4, Shards.InRanges(Batch, NormalizedRegression<ManyInputs>.Info).Count);
        Assert.Equal(16, Shards.InRanges(Large, NormalizedRegression<FewInputs>.Info).Count);
        Same<ManyInputs>(s_many.Inputs, s_many.Targets, [Batch, Batch, 33, Batch]);
        Same<FewInputs>(s_few.Inputs, s_few.Targets, [Large, 17, Large, 512, 513, 1]);

        static void Same<TInputs>(float[] inputs, float[] targets, int[] batches)
            where TInputs : IInputs
        {
            (float[] Losses, float[] Parameters)? expected = null;
            foreach (int threads in (int[])[1, 2, 3, 4])
            {
                NormalizedRegression<TInputs> network = new(1);
                using ParallelTrainer<NormalizedRegression<TInputs>, float> trainer = new(network, new Adam(), batches.Max(), threads);
                float[] losses = [.. batches.Select((samples, step) => trainer.Step(inputs.AsSpan(0, samples * TInputs.Count), targets.AsSpan(0, samples), 0, step))];
                expected ??= (losses, network.Parameters.ToArray());
                Assert.Equal(expected.Value.Losses, losses);
                Assert.Equal(expected.Value.Parameters, network.Parameters.ToArray());
            }
        }
    }

    // The mean of a shard, or values that another thread has not written yet, would give other losses.
    [Fact]
    public void The_statistics_are_those_of_the_whole_batch()
    {
        NormalizedRegression<FewInputs> network = new(1);
        float[] weights = network.Parameters.ToArray();
        double[] inputs = [.. s_few.Inputs.Select(static x => (double)x)];
        int length = FewInputs.Count;
        double expected = 0;
        double[] mean = [.. Enumerable.Range(0, length).Select(k => Enumerable.Range(0, Large).Average(i => inputs[(i * length) + k]))];
        double[] variance = [.. Enumerable.Range(0, length).Select(k => Enumerable.Range(0, Large).Average(i => Math.Pow(inputs[(i * length) + k] - mean[k], 2)))];
        for (int i = 0; i < Large; i++)
        {
            double y = Enumerable.Range(0, length).Sum(k => (inputs[(i * length) + k] - mean[k]) / Math.Sqrt(variance[k] + 1e-5) * weights[k]);
            expected += Math.Pow(y - s_few.Targets[i], 2) / Large;
        }
        using ParallelTrainer<NormalizedRegression<FewInputs>, float> trainer = new(network, new Sgd(0.01f), Large, threads: 4);
        Assert.Equal(expected, trainer.Step(s_few.Inputs, s_few.Targets, 0, 0), 1e-5 * expected);

        // The gradients fit the loss.
        float first = trainer.Step(s_few.Inputs, s_few.Targets, 0, 1), last = first;
        for (int step = 2; step < 60; step++)
        {
            last = trainer.Step(s_few.Inputs, s_few.Targets, 0, step);
        }
        Assert.True(last < 0.5f * first, $"{first} to {last}");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 3)]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    [InlineData(2, 1)]
    public void An_exception_in_a_phase_leaves_the_parameters_and_the_trainer_as_they_were(int phase, int item)
    {
        for (int threads = 1; threads <= 4; threads++)
        {
            NormalizedRegression<ManyInputs> network = new(1), untouched = new(1);
            float[] before = network.Parameters.ToArray();
            using ParallelTrainer<NormalizedRegression<ManyInputs>, float> trainer = new(network, new Adam(), Batch, threads), other = new(untouched, new Adam(), Batch, threads: 1);

            // One thread takes all parameters as one range.
            network.Failing = (phase, threads == 1 && phase == 2 ? 0 : item);
            Assert.Contains($"of phase {phase} fails", Assert.Throws<InvalidOperationException>(() => trainer.Step(s_many.Inputs, s_many.Targets, 0, 0)).Message, StringComparison.Ordinal);
            Assert.Equal(before, network.Parameters.ToArray());
            network.Failing = null;
            Assert.Equal(other.Step(s_many.Inputs, s_many.Targets, 0, 0), trainer.Step(s_many.Inputs, s_many.Targets, 0, 0));
            Assert.Equal(untouched.Parameters.ToArray(), network.Parameters.ToArray());
        }
    }

    private static (float[] Inputs, float[] Targets) Data(int samples, int length)
    {
        Random random = new(3);
        float[] inputs = [.. Enumerable.Range(0, samples * length).Select(i => (random.NextSingle() * (1 + (i % length % 5))) + (i % 3))], targets = new float[samples];
        for (int i = 0; i < samples; i++)
        {
            targets[i] = inputs[i * length] - inputs[(i * length) + 1] + (0.1f * random.NextSingle());
        }
        return (inputs, targets);
    }
}
