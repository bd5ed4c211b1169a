using NnGen.Data;

namespace Flowers;

/// <summary>Represents a flower as measured: four lengths in centimeters and its species.</summary>
internal sealed record Flower(float SepalLength, float SepalWidth, float PetalLength, float PetalWidth, string Species);

/// <summary>Generates flowers, so that the sample runs offline: each length is normally distributed.</summary>
/// <remarks>Means and deviations are approximately those of Fisher's 150 flowers (1936). The lengths of a real flower are correlated; those here are not.</remarks>
internal static class DrawnFlowers
{
    private static readonly (string Species, float[] Means, float[] Deviations)[] s_species =
    [
        ("setosa", [5.0f, 3.4f, 1.5f, 0.25f], [0.35f, 0.38f, 0.17f, 0.11f]),
        ("versicolor", [5.9f, 2.8f, 4.3f, 1.3f], [0.52f, 0.31f, 0.47f, 0.20f]),
        ("virginica", [6.6f, 3.0f, 5.6f, 2.0f], [0.64f, 0.32f, 0.55f, 0.27f]),
    ];

    /// <summary>Generates flowers, of the species in turn.</summary>
    public static IEnumerable<Flower> Draw(int count, int seed)
    {
        Xoshiro256 random = new(seed);
        for (int i = 0; i < count; i++)
        {
            (string species, float[] means, float[] deviations) = s_species[i % s_species.Length];
            float[] x = [.. means.Zip(deviations, (mean, deviation) => MathF.Max(0.1f, mean + (deviation * (float)random.NextNormal())))];
            yield return new Flower(x[0], x[1], x[2], x[3], species);
        }
    }
}
