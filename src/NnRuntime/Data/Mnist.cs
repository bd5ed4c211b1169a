using System.Globalization;

namespace NnGen.Data;

/// <summary>Loads MNIST, handwritten digits of 28×28 pixels (LeCun, Cortes and Burges), from its four files, each plain or .gz.</summary>
/// <remarks>Both forms of the file names, train-images-idx3-ubyte and train-images.idx3-ubyte, are recognized. If there are several files, the first of these is read: the
/// name with a dash, that name with .gz, the name with a dot, that name with .gz.</remarks>
public static class Mnist
{
    /// <summary>Loads the training set: pixels / 255, classes 0 to 9.</summary>
    /// <param name="folder">Folder that contains train-images-idx3-ubyte and train-labels-idx1-ubyte.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the two files do not match.</exception>
    /// <exception cref="IOException">A file is a FIFO, a socket or a device.</exception>
    public static Dataset<int> LoadTrain(string folder) => Load(folder, "train");

    /// <summary>Loads the test set: pixels / 255, classes 0 to 9.</summary>
    /// <param name="folder">Folder that contains t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the two files do not match.</exception>
    /// <exception cref="IOException">A file is a FIFO, a socket or a device.</exception>
    public static Dataset<int> LoadTest(string folder) => Load(folder, "t10k");

    private static Dataset<int> Load(string folder, string part)
    {
        string imagesPath = Find(folder, $"{part}-images", "idx3-ubyte"), labelsPath = Find(folder, $"{part}-labels", "idx1-ubyte");
        IdxFile images = IdxFile.Read(imagesPath), labels = IdxFile.Read(labelsPath);
        if (images.Dimensions.Count != 3 || labels.Dimensions.Count != 1 || images.Dimensions[0] != labels.Dimensions[0])
        {
            throw new InvalidDataException($"{imagesPath} has the dimensions {string.Join('×', images.Dimensions)} and {labelsPath} {string.Join('×', labels.Dimensions)}; images need three dimensions and labels one, and the first of both must be equal.");
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
            ?? throw new FileNotFoundException(Missing(Path.GetDirectoryName(Path.GetFullPath(candidates[0]))!, candidates), candidates[0]);
    }

    private static string Missing(string folder, string[] candidates) =>
        File.Exists(folder) ? $"'{folder}' is a file; pass the folder that contains it and the other files of MNIST."
        : !Directory.Exists(folder) ? $"The folder '{folder}' does not exist; pass the folder that contains the four files of MNIST."
        : $"MNIST needs one of {string.Join(", ", candidates.Select(Path.GetFileName))} in the folder '{folder}', but none exists.";
}
