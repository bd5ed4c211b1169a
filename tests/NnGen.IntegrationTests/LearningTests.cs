using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Schedules;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>Networks learn from fixed seeds, the same bits twice, and come back from files.</summary>
public class LearningTests
{
    [Fact]
    public void Xor_is_learned()
    {
        Xor network = new(1);
        Dataset<float> data = new([0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0], inputLength: 2);
        TrainingHistory history = network.Fit(data, new FitOptions { Epochs = 600, BatchSize = 4, Optimizer = new Adam(0.05f) });
        Assert.True(history.Epochs[^1].Loss < 0.05);
        Assert.Equal([0, 1, 1, 0], Enumerable.Range(0, 4).Select(i => network.Classify(data.Input(i))));
        Assert.True(network.Evaluate(data).RSquared > 0.9);
    }

    [Fact]
    public void Training_twice_gives_the_same_bits_and_other_seeds_others()
    {
        float[] Train(int seed)
        {
            Classifier network = new(1);
            network.Fit(Clusters(200, 1), new FitOptions { Epochs = 3, BatchSize = 32, Seed = seed, Schedule = new CosineAnnealing() });
            return network.Parameters.ToArray();
        }

        Assert.Equal(Train(1), Train(1));
        Assert.NotEqual(Train(1), Train(2));
    }

    [Fact]
    public void Clusters_are_told_apart_and_the_network_survives_a_file()
    {
        Classifier network = new(1);
        TrainingHistory history = network.Fit(Clusters(400, 1), new FitOptions { Epochs = 20 }, validation: Clusters(100, 2));
        Assert.True(history.Epochs[^1].ValidationAccuracy > 0.95);
        Evaluation result = network.Evaluate(Clusters(100, 2));
        Assert.Equal(100, result.ConfusionMatrix!.Counts.Sum(static entry => entry.Count));

        string path = Path.Combine(Path.GetTempPath(), $"nngen-{Guid.NewGuid():N}.safetensors");
        try
        {
            network.Save(path);
            Classifier loaded = new(9);
            loaded.Load(path);
            Assert.Equal(network.Parameters.ToArray(), loaded.Parameters.ToArray());

            float[] before = new Xor(3).Parameters.ToArray();
            Xor other = new(3);
            Assert.Contains("dense1.weight", Assert.Throws<InvalidDataException>(() => other.Load(path)).Message, StringComparison.Ordinal);
            Assert.Equal(before, other.Parameters.ToArray());

            byte[] bytes = File.ReadAllBytes(path);
            for (int length = 0; length < bytes.Length; length += 97)
            {
                File.WriteAllBytes(path, bytes[..length]);
                Assert.Throws<InvalidDataException>(() => loaded.Load(path));
            }
            Assert.Equal(network.Parameters.ToArray(), loaded.Parameters.ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Cancellation_keeps_the_last_whole_step()
    {
        using CancellationTokenSource source = new();
        Classifier network = new(1);
        Assert.ThrowsAny<OperationCanceledException>(() => network.Fit(Clusters(100, 1), new FitOptions
        {
            CancellationToken = source.Token,
            Progress = new Cancel(source),
        }));
        Assert.All(network.Parameters.ToArray(), static value => Assert.True(float.IsFinite(value)));
    }

    private static Dataset<int> Clusters(int count, int seed)
    {
        Random random = new(seed);
        float[] inputs = new float[20 * count];
        int[] targets = new int[count];
        for (int i = 0; i < count; i++)
        {
            targets[i] = i % 4;
            for (int j = 0; j < 20; j++)
            {
                inputs[(i * 20) + j] = (j % 4 == targets[i] ? 1 : 0) + random.NextSingle() - 0.5f;
            }
        }
        return new Dataset<int>(inputs, targets, inputLength: 20);
    }

    private sealed class Cancel(CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step == 2)
            {
                source.Cancel();
            }
        }
    }
}
