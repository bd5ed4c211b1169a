using NnGen.Data;
using NnGen.Persistence;
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
        AtomicFile.Write(path, stream => Write(network, stream, WeightFormat.NnGen, preprocessing));
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
        Write(network, stream, format, NetworkAttachments.PreprocessingOf(network));
    }

    private static void Write<TSelf>(INetwork<TSelf> network, Stream stream, WeightFormat format, Preprocessing? preprocessing)
        where TSelf : class, INetwork<TSelf>
    {
        IReadOnlyList<FileBlock> blocks = format == WeightFormat.PyTorch ? PyTorchNames.OfSequential(TSelf.Info) : FileBlock.Own(TSelf.Info);
        if (NotFinite(blocks, network.Parameters, network.State) is { } notFinite)
        {
            throw new InvalidOperationException($"{TSelf.Info.Name} cannot be saved: {notFinite}, but parameters must be finite; train the network again.");
        }
        SafetensorsWriter.WriteHeader(stream, preprocessing is null ? [("format", Format(format))] : [("format", Format(format)), preprocessing.Metadata()], blocks.Select(static block => (block.Name, block.Shape)));
        foreach (FileBlock block in blocks)
        {
            ReadOnlySpan<float> values = (block.IsState ? network.State : network.Parameters).Slice(block.Block.Offset, block.Block.Length);
            if (block.Transposed)
            {
                float[] transposed = new float[values.Length];
                Transpose(values, block.Block.Shape[0], block.Block.Shape[1], transposed);
                values = transposed;
            }
            SafetensorsWriter.WriteValues(stream, values);
        }
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
        if (names is not null && format != WeightFormat.PyTorch)
        {
            throw new ArgumentException($"Names require WeightFormat.PyTorch, but the format is {format}; pass WeightFormat.PyTorch or leave out the names.", nameof(format));
        }
        SafetensorsReader reader = new(stream, path);
        string? fileFormat = reader.Header.Metadata.GetValueOrDefault("format");
        bool own = fileFormat == Format(WeightFormat.NnGen);
        if (fileFormat == CheckpointContent.Format)
        {
            throw SafetensorsReader.Mismatch(path, "it is a checkpoint of Fit; continue the run with FitOptions.Checkpoint and Resume, and then save the network");
        }
        if (own != (format == WeightFormat.NnGen))
        {
            throw SafetensorsReader.Mismatch(path, own
                ? "it is in NnGen's own format, not PyTorch's; load it without WeightFormat.PyTorch"
                : $"its metadata give {(fileFormat is null ? "no format" : $"the format '{Excerpt.Of(fileFormat)}'")}, but 'nngen' was expected; load a PyTorch state_dict with WeightFormat.PyTorch");
        }
        IReadOnlyList<FileBlock> blocks = format == WeightFormat.NnGen ? FileBlock.Own(TSelf.Info)
            : names is null ? PyTorchNames.ByOrder(TSelf.Info, reader.Header, path)
            : PyTorchNames.ByName(TSelf.Info, names);
        Dictionary<string, FileBlock> wanted = Check(reader.Header, blocks, path, TSelf.Info, format, mayHaveMore: names is not null);

        float[] parameters = new float[network.Parameters.Length], state = new float[network.State.Length];
        Memory<float> Place(FileBlock block) => (block.IsState ? state : parameters).AsMemory(block.Block.Offset, block.Block.Length);
        reader.Read(entry => wanted.TryGetValue(entry.Name, out FileBlock? block) ? (Memory<float>?)Place(block) : null);
        foreach (FileBlock block in blocks.Where(static block => block.Transposed))
        {
            Span<float> values = Place(block).Span;
            Transpose(values.ToArray(), block.Shape[0], block.Shape[1], values);
        }
        if (NotFinite(blocks, parameters, state) is { } notFinite)
        {
            throw SafetensorsReader.Mismatch(path, $"{notFinite}, but parameters must be finite; train the network again, or load a file that was saved before training diverged");
        }
        Preprocessing? preprocessing = ReadPreprocessing(reader.Header, path, format);
        if (preprocessing is not null && PreprocessingExtensions.Misfit(network, preprocessing) is { } misfit)
        {
            throw SafetensorsReader.Mismatch(path, misfit.TrimEnd('.'));
        }
        parameters.CopyTo(network.Parameters);
        state.CopyTo(network.State);
        if (preprocessing is not null || NetworkAttachments.Find(network) is not null)
        {
            NetworkAttachments attachments = NetworkAttachments.Of(network);
            (attachments.Preprocessing, attachments.Fitted) = (preprocessing, null);
        }
    }

    // Returns the name, the index and the value of the first number that is not finite; null if there is none.
    private static string? NotFinite(IReadOnlyList<FileBlock> blocks, ReadOnlySpan<float> parameters, ReadOnlySpan<float> state)
    {
        foreach (FileBlock block in blocks)
        {
            ReadOnlySpan<float> values = (block.IsState ? state : parameters).Slice(block.Block.Offset, block.Block.Length);
            for (int i = 0; i < values.Length; i++)
            {
                if (!float.IsFinite(values[i]))
                {
                    return $"{block.Block.Name}[{i}] is {values[i]}";
                }
            }
        }
        return null;
    }

    private static Preprocessing? ReadPreprocessing(SafetensorsHeader header, string path, WeightFormat format)
    {
        try
        {
            return Preprocessing.Read(header.Metadata, path);
        }
        catch (InvalidDataException) when (format == WeightFormat.PyTorch)
        {
            return null;   // another program's entry of the same name
        }
    }

    private static Dictionary<string, FileBlock> Check(SafetensorsHeader header, IReadOnlyList<FileBlock> blocks, string path, NetworkInfo network, WeightFormat format, bool mayHaveMore)
    {
        string Proposal() => format == WeightFormat.PyTorch ? $". {NameProposal.Of(network, header)}" : "";
        Dictionary<string, FileBlock> wanted = [];
        Dictionary<string, SafetensorsEntry> entries = header.Entries.ToDictionary(static entry => entry.Name);
        foreach (FileBlock block in blocks)
        {
            if (!wanted.TryAdd(block.Name, block))
            {
                throw SafetensorsReader.Mismatch(path, $"'{Excerpt.Of(block.Name)}' was named for two blocks");
            }
            if (!entries.TryGetValue(block.Name, out SafetensorsEntry? entry))
            {
                throw SafetensorsReader.Mismatch(path, $"it lacks '{Excerpt.Of(block.Name)}', which {network.Name} needs for {block.Block.Name}; it has {Excerpt.List(entries.Keys)}{Proposal()}");
            }
            if (!entry.HasShape(block.Shape))
            {
                throw SafetensorsReader.Mismatch(path, $"block '{Excerpt.Of(entry.Name)}' has the shape {entry.ShapeText}, but {block.Block.Name} of {network.Name} needs [{string.Join(", ", block.Shape)}]{Proposal()}");
            }
        }
        SafetensorsEntry? other = header.Entries.FirstOrDefault(entry => !wanted.ContainsKey(entry.Name) && !PyTorchNames.IsCounter(entry.Name));
        return other is null || mayHaveMore
            ? wanted
            : throw SafetensorsReader.Mismatch(path, $"it contains a block '{Excerpt.Of(other.Name)}', which {network.Name} does not have; {network.Name} has {Excerpt.List(wanted.Keys)}{Proposal()}");
    }

    private static string Format(WeightFormat format) => format switch
    {
        WeightFormat.NnGen => "nngen",
        WeightFormat.PyTorch => "pt",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, $"{(int)format} is not a WeightFormat; pass WeightFormat.NnGen or WeightFormat.PyTorch."),
    };

    private static void Transpose(ReadOnlySpan<float> from, int rows, int columns, Span<float> to)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                to[(column * rows) + row] = from[(row * columns) + column];
            }
        }
    }
}
