using System.Globalization;
using System.IO.Compression;
using NnGen.Data;

namespace Numbers;

/// <summary>Provides tables with ten inputs and one target.</summary>
internal static class Tables
{
    /// <summary>Loads the progress of diabetes after a year, with ten measurements of 442 patients, as shipped by scikit-learn: inputs and targets in separate files.</summary>
    public static Dataset<float> Diabetes(string folder)
    {
        IEnumerable<float[]> inputs = Rows(Path.Combine(folder, "diabetes_data_raw.csv.gz")), targets = Rows(Path.Combine(folder, "diabetes_target.csv.gz"));
        return Dataset.Regression(inputs.Zip(targets), row => row.First, row => row.Second);
    }

    /// <summary>Generates samples of a function that a linear model cannot fit, 10·sin(π·x₀·x₁) + 20·(x₂ − ½)² + 10·x₃ + 5·x₄ of numbers from 0 to 1,
    /// with five more inputs that do not affect it, and noise (Friedman, 1991).</summary>
    public static Dataset<float> Friedman(int count, int seed)
    {
        Xoshiro256 random = new(seed);
        IEnumerable<float[]> samples = Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, 10).Select(_ => random.NextFloat()).ToArray());
        return Dataset.Regression(samples, x => x, x => (10 * MathF.Sin(MathF.PI * x[0] * x[1])) + (20 * (x[2] - 0.5f) * (x[2] - 0.5f)) + (10 * x[3]) + (5 * x[4]) + (float)random.NextNormal());
    }

    private static IEnumerable<float[]> Rows(string path)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return [.. line.Split(' ').Select(number => float.Parse(number, CultureInfo.InvariantCulture))];
        }
    }
}
