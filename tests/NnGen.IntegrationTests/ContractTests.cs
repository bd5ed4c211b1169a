using NnGen;
using NnGen.Optimizers;

namespace NnGen.IntegrationTests;

/// <summary>Memory, threads, dropout and wrong arguments.</summary>
public class ContractTests
{
    private static float[] Samples(int length, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    [Fact]
    public void A_training_step_allocates_nothing_once_warm()
    {
        Classifier network = new(1);
        Adam adam = new();
        float[] inputs = Samples(20 * 33, 1), outputs = new float[4 * 33], gradients = new float[Classifier.ParameterCount];
        int[] targets = [.. Enumerable.Range(0, 33).Select(static i => i % 4)], classes = new int[33];
        Workspace workspace = Classifier.CreateWorkspace(33);
        void Step(Workspace? scratch)
        {
            network.Forward(inputs, outputs, scratch);
            network.Classify(inputs, classes, scratch);
            network.Loss(inputs, targets, classes, scratch);
            network.Backward(inputs, targets, gradients, scratch);
            adam.Step(network.Parameters, gradients);
        }

        foreach (Workspace? scratch in new[] { workspace, null })
        {
            Step(scratch);
            Step(scratch);
            Assert.Equal(0, Allocation.Of(() =>
            {
                for (int i = 0; i < 100; i++)
                {
                    Step(scratch);
                }
            }));
        }
    }

    [Fact]
    public void Eight_threads_may_call_one_network()
    {
        Classifier network = new(1);
        float[] inputs = Samples(20 * 150, 2), expected = new float[4 * 150];
        network.Forward(inputs, expected);
        int wrong = 0;
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            float[] outputs = new float[expected.Length];
            for (int i = 0; i < 200; i++)
            {
                network.Forward(inputs, outputs);
                if (!outputs.AsSpan().SequenceEqual(expected))
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void Parameters_start_on_a_cache_line()
    {
        for (int i = 0; i < 20; i++)
        {
            unsafe
            {
                fixed (float* start = new Xor(i).Parameters)
                {
                    Assert.Equal(0, (nint)start % 64);
                }
            }
        }
    }

    [Fact]
    public void The_mean_over_many_dropout_steps_is_the_evaluation()
    {
        // One linear layer behind the dropout and a squared error: the mean of its gradient tells the mean of its output.
        Dropped network = new(1);
        float[] input = Samples(12, 3), outputs = new float[3], gradients = new float[Dropped.ParameterCount];
        network.Forward(input, outputs);
        Workspace workspace = Dropped.CreateWorkspace(1);
        double[] mean = new double[3];
        const int Steps = 40_000;
        for (int step = 0; step < Steps; step++)
        {
            network.Backward(input, new float[3], default, gradients, workspace, new TrainingStep(7, step, 0, 1));
            for (int j = 0; j < 3; j++)
            {
                mean[j] += gradients[^(3 - j)] * 3 / 2 / Steps;   // ∂L/∂b = 2/3·(y − 0)
            }
        }
        Assert.All(Enumerable.Range(0, 3), j => Assert.Equal(outputs[j], mean[j], 0.02));
    }

    [Fact]
    public void The_mask_depends_on_seed_step_and_sample_alone_and_shards_add_up()
    {
        Dropped network = new(1);
        float[] inputs = Samples(12 * 10, 4), targets = Samples(3 * 10, 5);
        Workspace workspace = Dropped.CreateWorkspace(10);
        float[] Gradients(int from, int count, int seed, long step)
        {
            float[] gradients = new float[Dropped.ParameterCount];
            network.Backward(inputs.AsSpan(from * 12, count * 12), targets.AsSpan(from * 3, count * 3), default, gradients, workspace, new TrainingStep(seed, step, from, 0.1f));
            return gradients;
        }

        float[] whole = Gradients(0, 10, 1, 1);
        Assert.Equal(whole, Gradients(0, 10, 1, 1));
        Assert.NotEqual(whole, Gradients(0, 10, 2, 1));
        Assert.NotEqual(whole, Gradients(0, 10, 1, 2));
        float[] shards = [.. Gradients(0, 3, 1, 1).Zip(Gradients(3, 7, 1, 1), static (a, b) => a + b)];
        Assert.All(whole.Zip(shards), static pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        Assert.All(Gradients(0, 0, 1, 1), static gradient => Assert.Equal(0, gradient));
    }

    [Fact]
    public void Wrong_arguments_are_refused_before_anything_is_written()
    {
        Classifier network = new(1);
        float[] outputs = [1, 2, 3, 4], gradients = new float[Classifier.ParameterCount];
        Assert.Throws<ArgumentException>(() => network.Forward(new float[19], outputs));
        Assert.Throws<ArgumentException>(() => network.Forward(new float[40], outputs));
        float[] shared = new float[24];
        Assert.Throws<ArgumentException>(() => network.Forward(shared.AsSpan(0, 20), shared.AsSpan(18, 4)));
        Assert.Throws<ArgumentException>(() => network.Loss([], []));
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => network.Backward(new float[40], [0, 4], gradients));
        Assert.Contains("sample 1 is 4", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => network.Backward(new float[20], [0], new float[3]));
        Assert.Contains("CreateWorkspace(400)", Assert.Throws<ArgumentException>(() => network.Backward(new float[8000], new int[400], gradients, Classifier.CreateWorkspace(100))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Xor().Loss(new float[2], [1.5f]));

        int[] targets = [1, 1, 1], room = [-1, -1, -1];
        Told("There is room for 3 classes, but there are 2 samples; pass one int for each, or an empty span.", () => network.Loss(new float[40], targets.AsSpan(0, 2), room, null));
        Told("The classes overlap the targets; give them memory of their own.", () => network.Loss(new float[40], targets.AsSpan(0, 2), targets.AsSpan(1), null));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Loss(new float[40], [0, 4], room.AsSpan(0, 2), null));
        Told("Through does not classify; pass an empty span.", static () => ((ITrainable<Through, float>)new Through()).Loss(new float[2], new float[2], new int[1], null));
        Assert.Equal([1, 1, 1], targets);
        Assert.Equal([-1, -1, -1], room);

        Assert.Equal([1, 2, 3, 4], outputs);
        network.Forward([], []);
    }

    [Fact]
    public void A_small_network_refuses_one_sample_in_the_same_words_as_several()
    {
        Xor network = new(1);
        for (int samples = 1; samples <= 2; samples++)
        {
            float[] inputs = new float[2 * samples], outputs = [7, 7, 7], shared = [1, 2, 3, 4, 5];
            int[] classes = [-1, -1, -1];
            int n = samples;
            Told("The outputs overlap the inputs; give them memory of their own.", () => network.Forward(shared.AsSpan(0, 2 * n), shared.AsSpan((2 * n) - 1, n)));
            Told($"outputs has {n + 1} elements, but {n} {(n == 1 ? "sample needs" : "samples need")} {n}: 1 for each.", () => network.Forward(inputs, outputs.AsSpan(0, n + 1)));
            Told($"{(2 * n) - 1} inputs are not a whole number of samples of 2 floats.", () => network.Forward(inputs.AsSpan(1), outputs.AsSpan(0, n)));
            Told($"classes has {n + 1} elements, but {n} {(n == 1 ? "sample needs" : "samples need")} {n}: 1 for each.", () => network.Classify(inputs, classes.AsSpan(0, n + 1)));
            Told($"{(2 * n) - 1} inputs are not a whole number of samples of 2 floats.", () => network.Classify(inputs.AsSpan(1), classes.AsSpan(0, n)));
            Assert.Equal([7, 7, 7], outputs);
            Assert.Equal([-1, -1, -1], classes);
            Assert.Equal([1, 2, 3, 4, 5], shared);
        }
    }

    private static void Told(string message, Action action) => Assert.StartsWith(message, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);
}
