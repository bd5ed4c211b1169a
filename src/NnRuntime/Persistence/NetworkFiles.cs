using NnRuntime.Persistence;

namespace NnRuntime;

/// <summary>Networks in files, as safetensors.</summary>
public static class NetworkFiles
{
    /// <summary>Writes the parameters and the state: the old file stays whole until the new one is.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file, such as "digits.safetensors".</param>
    /// <exception cref="IOException">The file cannot be written; an older one is as it was.</exception>
    public static void Save<TSelf>(this INetwork<TSelf> network, string path)
        where TSelf : class, INetwork<TSelf>
    {
        ArgumentNullException.ThrowIfNull(network);
        string full = Path.GetFullPath(path), temporary = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                network.Save(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes the parameters and the state.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">Where to.</param>
    public static void Save<TSelf>(this INetwork<TSelf> network, Stream stream)
        where TSelf : class, INetwork<TSelf>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        List<(BlockInfo, ReadOnlyMemory<float>)> blocks = [];
        foreach (BlockInfo block in TSelf.Info.Parameters)
        {
            blocks.Add((block, network.Parameters.Slice(block.Offset, block.Length).ToArray()));
        }
        foreach (BlockInfo block in TSelf.Info.State)
        {
            blocks.Add((block, network.State.Slice(block.Offset, block.Length).ToArray()));
        }
        SafetensorsFile.Write(stream, blocks);
    }

    /// <summary>Reads what <see cref="Save{TSelf}(INetwork{TSelf}, string)"/> wrote: all of it, or nothing.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another network; the network is as it was.</exception>
    public static void Load<TSelf>(this INetwork<TSelf> network, string path)
        where TSelf : class, INetwork<TSelf>
    {
        using FileStream stream = File.OpenRead(path);
        Load(network, stream, path);
    }

    /// <summary>Reads what <see cref="Save{TSelf}(INetwork{TSelf}, Stream)"/> wrote: all of it, or nothing.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">Where from; it must end where the blocks end.</param>
    /// <exception cref="InvalidDataException">The content is damaged or belongs to another network; the network is as it was.</exception>
    public static void Load<TSelf>(this INetwork<TSelf> network, Stream stream)
        where TSelf : class, INetwork<TSelf>
    {
        ArgumentNullException.ThrowIfNull(stream);
        Load(network, stream, "The stream");
    }

    private static void Load<TSelf>(INetwork<TSelf> network, Stream stream, string path)
        where TSelf : class, INetwork<TSelf>
    {
        ArgumentNullException.ThrowIfNull(network);
        BlockInfo[] blocks = [.. TSelf.Info.Parameters, .. TSelf.Info.State];
        float[][] values = SafetensorsFile.Read(stream, path, blocks);
        for (int i = 0; i < blocks.Length; i++)
        {
            Span<float> run = i < TSelf.Info.Parameters.Count ? network.Parameters : network.State;
            values[i].CopyTo(run.Slice(blocks[i].Offset, blocks[i].Length));
        }
    }
}
