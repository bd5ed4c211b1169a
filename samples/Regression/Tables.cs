using System.Globalization;
using System.IO.Compression;
using NnGen.Data;
using NnGen.CompilerServices;

namespace Numbers;

/// <summary>Tables of ten numbers and one to predict.</summary>
internal static class Tables
{
    /// <summary>The progress of diabetes after a year, from ten measurements of 442 patients, as scikit-learn ships it: inputs and targets in a file each.</summary>
    public static Dataset<float> Diabetes(string folder)
    {
        IEnumerable<float[]> inputs = Rows(Path.Combine(folder, "diabetes_data_raw.csv.gz")), targets = Rows(Path.Combine(folder, "diabetes_target.csv.gz"));
        return Dataset.Regression(inputs.Zip(targets), row => row.First, row => row.Second);
    }

    /// <summary>A function that a linear model does not catch, 10·sin(π·x₀·x₁) + 20·(x₂ − ½)² + 10·x₃ + 5·x₄ of numbers from 0 to 1,
    /// five more that have nothing to do with it, and noise (Friedman, 1991).</summary>
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
