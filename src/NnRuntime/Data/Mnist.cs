using System.Globalization;

namespace NnRuntime.Data;

/// <summary>MNIST, handwritten digits of 28×28 pixels (LeCun, Cortes and Burges), from its four files, each plain or .gz.</summary>
public static class Mnist
{
    /// <summary>The training part: pixels / 255, classes 0 to 9.</summary>
    /// <param name="folder">Where train-images-idx3-ubyte and train-labels-idx1-ubyte are.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the two do not belong together.</exception>
    public static Dataset<int> LoadTrain(string folder) => Load(folder, "train");

    /// <summary>The test part: pixels / 255, classes 0 to 9.</summary>
    /// <param name="folder">Where t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte are.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the two do not belong together.</exception>
    public static Dataset<int> LoadTest(string folder) => Load(folder, "t10k");

    private static Dataset<int> Load(string folder, string part)
    {
        string imagesPath = Find(folder, $"{part}-images-idx3-ubyte"), labelsPath = Find(folder, $"{part}-labels-idx1-ubyte");
        IdxFile images = IdxFile.Read(imagesPath), labels = IdxFile.Read(labelsPath);
        if (images.Dimensions.Count != 3 || labels.Dimensions.Count != 1 || images.Dimensions[0] != labels.Dimensions[0])
        {
            throw new InvalidDataException($"{imagesPath} has the dimensions {string.Join('×', images.Dimensions)} and {labelsPath} {string.Join('×', labels.Dimensions)}; images have three, labels one, and the first must agree.");
        }
        float[] inputs = new float[images.Values.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = images.Values.Span[i] / 255f;
        }
        int[] targets = new int[labels.Values.Length];
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = labels.Values.Span[i] is var label and <= 9
                ? label
                : throw new InvalidDataException($"{labelsPath}: label {i} is {labels.Values.Span[i]}, but digits are 0 to 9.");
        }
        return new Dataset<int>(inputs, targets, images.Dimensions[1] * images.Dimensions[2])
        {
            ClassNames = [.. Enumerable.Range(0, 10).Select(static digit => digit.ToString(CultureInfo.InvariantCulture))],
        };
    }

    private static string Find(string folder, string name)
    {
        string[] candidates = [Path.Combine(folder, name), Path.Combine(folder, name + ".gz")];
        return candidates.FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"MNIST needs {name} or {name}.gz in the folder '{folder}', and neither is there.", candidates[0]);
    }
}
