using System.Runtime.CompilerServices;
using NnGen.Data;
using NnGen.Safetensors;

namespace NnGen.Persistence;

/// <summary>The content of a network's file: its numbers and its preprocessing.</summary>
/// <remarks>Nothing here is generic, and what a file without faults does not need is in methods of its own: a program that starts waits until
/// everything that is called has been compiled.</remarks>
/// <param name="Parameters">The parameters.</param>
/// <param name="State">The running statistics.</param>
/// <param name="Preprocessing">The preprocessing; null if the file has none.</param>
internal sealed record NetworkFileContent(float[] Parameters, float[] State, Preprocessing? Preprocessing)
{
    /// <summary>Writes the content.</summary>
    /// <exception cref="InvalidOperationException">A parameter is not finite. Nothing was written.</exception>
    public static void Write(NetworkInfo network, ReadOnlySpan<float> parameters, ReadOnlySpan<float> state, Stream stream, WeightFormat format, Preprocessing? preprocessing)
    {
        IReadOnlyList<FileBlock> blocks = format == WeightFormat.PyTorch ? PyTorchNames.OfSequential(network) : FileBlock.Own(network);
        if (NotFinite(blocks, parameters, state) is { } notFinite)
        {
            throw new InvalidOperationException($"{network.Name} cannot be saved: {notFinite}, but parameters must be finite; train the network again.");
        }
        SafetensorsWriter.WriteHeader(stream, preprocessing is null ? [("format", Format(format))] : [("format", Format(format)), preprocessing.Metadata()], blocks.Select(static block => (block.Name, block.Shape)));
        foreach (FileBlock block in blocks)
        {
            ReadOnlySpan<float> values = (block.IsState ? state : parameters).Slice(block.Block.Offset, block.Block.Length);
            if (block.Transposed)
            {
                float[] transposed = new float[values.Length];
                Transpose(values, block.Block.Shape[0], block.Block.Shape[1], transposed);
                values = transposed;
            }
            SafetensorsWriter.WriteValues(stream, values);
        }
    }

    /// <summary>Reads and checks the entire content.</summary>
    /// <exception cref="ArgumentException">The names do not belong to the network.</exception>
    /// <exception cref="InvalidDataException">The content is damaged, belongs to another network, or contains a number that is not finite.</exception>
    public static NetworkFileContent Read(NetworkInfo network, Stream stream, string path, WeightFormat format, IReadOnlyDictionary<string, string>? names)
    {
        if (names is not null && format != WeightFormat.PyTorch)
        {
            throw new ArgumentException($"Names require WeightFormat.PyTorch, but the format is {format}; pass WeightFormat.PyTorch or leave out the names.", nameof(format));
        }
        SafetensorsReader reader = new(stream, path);
        string? fileFormat = reader.Header.Metadata.GetValueOrDefault("format");
        if ((fileFormat == Format(WeightFormat.NnGen)) != (format == WeightFormat.NnGen) || fileFormat == CheckpointContent.Format)
        {
            throw OtherFormat(path, fileFormat);
        }
        IReadOnlyList<FileBlock> blocks = format == WeightFormat.NnGen ? FileBlock.Own(network)
            : names is null ? PyTorchNames.ByOrder(network, reader.Header, path)
            : PyTorchNames.ByName(network, names);
        Dictionary<string, FileBlock> wanted = Check(reader.Header, blocks, path, network, format, mayHaveMore: names is not null);

        int stateLength = 0;
        foreach (ParameterInfo block in network.State)
        {
            stateLength += block.Length;
        }
        NetworkFileContent content = new(new float[network.ParameterCount], new float[stateLength], ReadPreprocessing(reader.Header, path, format));
        reader.Read(entry => wanted.TryGetValue(entry.Name, out FileBlock? block) ? content.Place(block) : default);
        foreach (FileBlock block in blocks)
        {
            if (block.Transposed)
            {
                Span<float> values = content.Place(block);
                Transpose(values.ToArray(), block.Shape[0], block.Shape[1], values);
            }
        }
        return NotFinite(blocks, content.Parameters, content.State) is not { } notFinite ? content
            : throw SafetensorsReader.Mismatch(path, $"{notFinite}, but parameters must be finite; train the network again, or load a file that was saved before training diverged");
    }

    private Span<float> Place(FileBlock block) => new(block.IsState ? State : Parameters, block.Block.Offset, block.Block.Length);

    private static InvalidDataException OtherFormat(string path, string? format)
    {
        if (format == CheckpointContent.Format)
        {
            return SafetensorsReader.Mismatch(path, "it is a checkpoint of Fit; continue the run with FitOptions.Checkpoint and Resume, and then save the network");
        }
        return SafetensorsReader.Mismatch(path, format == Format(WeightFormat.NnGen)
            ? "it is in NnGen's own format, not PyTorch's; load it without WeightFormat.PyTorch"
            : $"its metadata give {(format is null ? "no format" : $"the format '{Excerpt.Of(format)}'")}, but 'nngen' was expected; load a PyTorch state_dict with WeightFormat.PyTorch");
    }

    // Returns the name, the index and the value of the first number that is not finite; null if there is none.
    private static string? NotFinite(IReadOnlyList<FileBlock> blocks, ReadOnlySpan<float> parameters, ReadOnlySpan<float> state)
    {
        foreach (FileBlock block in blocks)
        {
            ReadOnlySpan<float> values = (block.IsState ? state : parameters).Slice(block.Block.Offset, block.Block.Length);
            int index = IndexOfNotFinite(values);
            if (index >= 0)
            {
                return $"{block.Block.Name}[{index}] is {values[index]}";
            }
        }
        return null;
    }

    // Optimized at once: a loop over all parameters would be compiled twice before the first prediction.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int IndexOfNotFinite(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return i;
            }
        }
        return -1;
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
        Dictionary<string, SafetensorsEntry> entries = [];
        foreach (SafetensorsEntry entry in header.Entries)
        {
            entries.Add(entry.Name, entry);
        }
        Dictionary<string, FileBlock> wanted = [];
        foreach (FileBlock block in blocks)
        {
            if (!wanted.TryAdd(block.Name, block) || !entries.TryGetValue(block.Name, out SafetensorsEntry? entry) || !entry.HasShape(block.Shape))
            {
                throw WrongBlock(block, wanted[block.Name] != block, header, path, network, format);
            }
        }
        if (!mayHaveMore)
        {
            foreach (SafetensorsEntry entry in header.Entries)
            {
                if (!wanted.ContainsKey(entry.Name) && !PyTorchNames.IsCounter(entry.Name))
                {
                    throw SafetensorsReader.Mismatch(path, $"it contains a block '{Excerpt.Of(entry.Name)}', which {network.Name} does not have; {network.Name} has {Excerpt.List(wanted.Keys)}{Proposal(header, network, format)}");
                }
            }
        }
        return wanted;
    }

    private static InvalidDataException WrongBlock(FileBlock block, bool isNamedTwice, SafetensorsHeader header, string path, NetworkInfo network, WeightFormat format)
    {
        if (isNamedTwice)
        {
            return SafetensorsReader.Mismatch(path, $"'{Excerpt.Of(block.Name)}' was named for two blocks");
        }
        string proposal = Proposal(header, network, format);
        return SafetensorsReader.Mismatch(path, header.Entries.FirstOrDefault(entry => entry.Name == block.Name) is { } other
            ? $"block '{Excerpt.Of(other.Name)}' has the shape {other.ShapeText}, but {block.Block.Name} of {network.Name} needs [{string.Join(", ", block.Shape)}]{proposal}"
            : $"it lacks '{Excerpt.Of(block.Name)}', which {network.Name} needs for {block.Block.Name}; it has {Excerpt.List(header.Entries.Select(static entry => entry.Name))}{proposal}");
    }

    private static string Proposal(SafetensorsHeader header, NetworkInfo network, WeightFormat format) => format == WeightFormat.PyTorch ? $". {NameProposal.Of(network, header)}" : "";

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
