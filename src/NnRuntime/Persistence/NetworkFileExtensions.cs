using NnGen.Data;
using NnGen.Files;
using NnGen.Persistence;
using NnGen.Safetensors;
using NnGen.Training;

namespace NnGen;

/// <summary>Saves networks to safetensors files and loads them.</summary>
public static class NetworkFileExtensions
{
    /// <summary>Writes the parameters, the state and the known information about the network's data: the names of inputs and classes after Fit, and the
    /// preprocessing that the network was loaded with. The existing file remains intact until the new one is complete.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file, such as "digits.safetensors".</param>
    /// <param name="format">Names and layout of the file.</param>
    /// <exception cref="IOException">The path does not name a regular file, or the file cannot be written, as on a full disk. An existing file is
    /// unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not write the file or its folder. An existing file is unchanged.</exception>
    /// <exception cref="InvalidOperationException">A parameter is not finite, so that the file could not be loaded. An existing file is unchanged.</exception>
    public static void Save<TSelf>(this INetwork<TSelf> network, string path, WeightFormat format = WeightFormat.NnGen)
        where TSelf : class, INetwork<TSelf>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => network.Save(stream, format));
    }

    /// <summary>Writes the parameters, the state and the preprocessing to one file, from which <see cref="Preprocessing.Load"/> can read the preprocessing.
    /// The preprocessing is also attached to the network, as after <see cref="Load{TSelf}(INetwork{TSelf}, string, WeightFormat)"/>: Predict normalizes
    /// inputs with it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file, such as "iris.safetensors".</param>
    /// <param name="preprocessing">The preprocessing of the network's data. Missing names and normalizations are those of the training data.</param>
    /// <exception cref="ArgumentException">Its sizes do not match the network, or its names or normalization differ from those of the training data. Nothing was written.</exception>
    /// <exception cref="IOException">The path does not name a regular file, or the file cannot be written, as on a full disk. An existing file is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not write the file or its folder. An existing file is unchanged.</exception>
    /// <exception cref="InvalidOperationException">A parameter is not finite, so that the file could not be loaded. An existing file is unchanged.</exception>
    public static void Save<TSelf>(this INetwork<TSelf> network, string path, Preprocessing preprocessing)
        where TSelf : class, INetwork<TSelf>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(preprocessing);
        preprocessing = PreprocessingExtensions.Completed(network, preprocessing);
        AtomicFile.Write(path, stream => NetworkFileContent.Write(TSelf.Info, network.Parameters, network.State, stream, WeightFormat.NnGen, preprocessing));
        NetworkAttachments.Of(network).Preprocessing = preprocessing;
    }

    /// <summary>Writes the parameters, the state and the known information about the network's data.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">The destination.</param>
    /// <param name="format">Names and layout of the content.</param>
    /// <exception cref="InvalidOperationException">A parameter is not finite, so that the content could not be loaded. Nothing was written.</exception>
    public static void Save<TSelf>(this INetwork<TSelf> network, Stream stream, WeightFormat format = WeightFormat.NnGen)
        where TSelf : class, INetwork<TSelf>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        NetworkFileContent.Write(TSelf.Info, network.Parameters, network.State, stream, format, NetworkAttachments.PreprocessingOf(network));
    }

    /// <summary>Loads a file into the network, all or nothing: names, shapes and lengths are checked before any number is written. The preprocessing and the
    /// names that were saved in the file are attached to the network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <param name="format">Names and layout of the file. A PyTorch state_dict is read in the order of its module numbers.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="IOException">The path names a folder, a FIFO, a socket or a device.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, belongs to another network, or contains a number that is not finite. The network is unchanged.</exception>
    public static void Load<TSelf>(this INetwork<TSelf> network, string path, WeightFormat format = WeightFormat.NnGen)
        where TSelf : class, INetwork<TSelf>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = InputFile.OpenRead(path);
        Read(network, stream, path, format, null);
    }

    /// <summary>Loads tensors of a PyTorch state_dict by name into the network, all or nothing. Other tensors of the file are ignored.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <param name="format">The format, <see cref="WeightFormat.PyTorch"/>.</param>
    /// <param name="names">The name in the file for each layer with parameters, or for each block: ["dense1"] = "classifier.fc" or ["dense1.weight"] =
    /// "w".</param>
    /// <exception cref="ArgumentException">A block has no name, or a name does not belong to a block.</exception>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="IOException">The path names a folder, a FIFO, a socket or a device.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, lacks a tensor, or contains a number that is not finite. The network is unchanged.</exception>
    public static void Load<TSelf>(this INetwork<TSelf> network, string path, WeightFormat format, IReadOnlyDictionary<string, string> names)
        where TSelf : class, INetwork<TSelf>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(names);
        using FileStream stream = InputFile.OpenRead(path);
        Read(network, stream, path, format, names);
    }

    /// <summary>Loads what <see cref="Save{TSelf}(INetwork{TSelf}, Stream, WeightFormat)"/> or PyTorch wrote, all or nothing.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">The source, which must end after the last block.</param>
    /// <param name="format">Names and layout of the content.</param>
    /// <exception cref="InvalidDataException">The content is damaged, belongs to another network, or contains a number that is not finite. The network is unchanged.</exception>
    public static void Load<TSelf>(this INetwork<TSelf> network, Stream stream, WeightFormat format = WeightFormat.NnGen)
        where TSelf : class, INetwork<TSelf>
    {
        ArgumentNullException.ThrowIfNull(stream);
        Read(network, stream, "The stream", format, null);
    }

    private static void Read<TSelf>(INetwork<TSelf> network, Stream stream, string path, WeightFormat format, IReadOnlyDictionary<string, string>? names)
        where TSelf : class, INetwork<TSelf>
    {
        ArgumentNullException.ThrowIfNull(network);
        NetworkFileContent content = NetworkFileContent.Read(TSelf.Info, stream, path, format, names);
        if (content.Preprocessing is not null && PreprocessingExtensions.Misfit(network, content.Preprocessing) is { } misfit)
        {
            throw SafetensorsReader.Mismatch(path, misfit.TrimEnd('.'));
        }
        content.Parameters.CopyTo(network.Parameters);
        content.State.CopyTo(network.State);
        if (content.Preprocessing is not null || NetworkAttachments.Find(network) is not null)
        {
            NetworkAttachments attachments = NetworkAttachments.Of(network);
            (attachments.Preprocessing, attachments.Fitted) = (content.Preprocessing, null);
        }
    }
}
