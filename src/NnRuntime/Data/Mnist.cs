using System.Globalization;

namespace NnGen.Data;

/// <summary>MNIST, handwritten digits of 28×28 pixels (LeCun, Cortes and Burges), from its four files, each plain or .gz.</summary>
/// <remarks>A file may be called train-images-idx3-ubyte or train-images.idx3-ubyte, as both are in use. Of several, the first of these is read: the
/// name with a dash, that name with .gz, the name with a dot, that name with .gz.</remarks>
public static class Mnist
{
    /// <summary>The training part: pixels / 255, classes 0 to 9.</summary>
    /// <param name="folder">Where train-images-idx3-ubyte and train-labels-idx1-ubyte are.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the two do not belong together.</exception>
    /// <exception cref="IOException">One is a FIFO, a socket or a device.</exception>
    public static Dataset<int> LoadTrain(string folder) => Load(folder, "train");

    /// <summary>The test part: pixels / 255, classes 0 to 9.</summary>
    /// <param name="folder">Where t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte are.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the two do not belong together.</exception>
    /// <exception cref="IOException">One is a FIFO, a socket or a device.</exception>
    public static Dataset<int> LoadTest(string folder) => Load(folder, "t10k");

    private static Dataset<int> Load(string folder, string part)
    {
        string imagesPath = Find(folder, $"{part}-images", "idx3-ubyte"), labelsPath = Find(folder, $"{part}-labels", "idx1-ubyte");
        IdxFile images = IdxFile.Read(imagesPath), labels = IdxFile.Read(labelsPath);
        if (images.Dimensions.Count != 3 || labels.Dimensions.Count != 1 || images.Dimensions[0] != labels.Dimensions[0])
        {
            throw new InvalidDataException($"{imagesPath} has the dimensions {string.Join('×', images.Dimensions)} and {labelsPath} {string.Join('×', labels.Dimensions)}; images have three, labels one, and the first must agree.");
        }
        long pixels = (long)images.Dimensions[1] * images.Dimensions[2];
        if (pixels == 0)
        {
            throw new InvalidDataException($"{imagesPath} has the dimensions {string.Join('×', images.Dimensions)}; an image needs at least one pixel.");
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
        return new Dataset<int>(inputs, targets, (int)pixels)
        {
            ClassNames = [.. Enumerable.Range(0, 10).Select(static digit => digit.ToString(CultureInfo.InvariantCulture))],
        };
    }

    private static string Find(string folder, string name, string extension)
    {
        string[] candidates = [.. new[] { $"{name}-{extension}", $"{name}.{extension}" }.SelectMany(file => new[] { Path.Combine(folder, file), Path.Combine(folder, $"{file}.gz") })];
        return candidates.FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"MNIST needs one of {string.Join(", ", candidates.Select(Path.GetFileName))} in the folder '{folder}', and there is none.", candidates[0]);
    }
}
