using NnGen;
using NnGen.Data;
using NnGen.Optimizers;
using NnGen.Training;

namespace FlowerService;

/// <summary>Trains the network of the service.</summary>
internal static class FlowerTraining
{
    private static readonly (string Species, double[] Means, double[] Deviations)[] s_species =
    [
        ("setosa", [5.0, 3.4, 1.5, 0.25], [0.35, 0.38, 0.17, 0.11]),
        ("versicolor", [5.9, 2.8, 4.3, 1.3], [0.52, 0.31, 0.47, 0.20]),
        ("virginica", [6.6, 3.0, 5.6, 2.0], [0.64, 0.32, 0.55, 0.27]),
    ];

    /// <summary>Loads the network from a file. If the file does not exist, trains the network and saves it first.</summary>
    public static FlowerNet LoadOrTrain(string path)
    {
        var net = new FlowerNet(seed: 1);
        if (!File.Exists(path))
        {
            Dataset<int> flowers = Dataset.Classification(Draw(300, seed: 1), static sample => sample.Flower.ToArray(), static sample => sample.Species);
            net.Fit(Normalization.StandardScore(flowers).Apply(flowers), new FitOptions { Epochs = 50, Seed = 1, Optimizer = new AdamW(learningRate: 0.01f), Progress = TrainingProgress.Silent });
            net.Save(path);   // with the normalization and the names of the classes
        }
        net.Load(path);
        return net;
    }

    /// <summary>Generates flowers, of the species in turn. Means and deviations are approximately those of Fisher's 150 flowers (1936).</summary>
    public static IEnumerable<(Flower Flower, string Species)> Draw(int count, int seed)
    {
        Xoshiro256 random = new(seed);
        for (int i = 0; i < count; i++)
        {
            (string species, double[] means, double[] deviations) = s_species[i % s_species.Length];
            double[] x = [.. means.Zip(deviations, (mean, deviation) => Math.Round(Math.Max(0.1, mean + (deviation * random.NextNormal())), 1))];
            yield return (new Flower(x[0], x[1], x[2], x[3]), species);
        }
    }
}
