using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using NnGen.Files;

namespace NnGen.Safetensors;

/// <summary>Reads and writes the content of checkpoints: safetensors files whose metadata begin with a checksum of everything else.</summary>
internal static class CheckpointContent
{
    /// <summary>Value of the format entry in the metadata.</summary>
    public const string Format = "nngen.checkpoint";

    private const string Zeros = "00000000";

    // The bytes between the length of the header and the checksum.
    private static readonly byte[] s_start = Encoding.ASCII.GetBytes("{\"__metadata__\":{\"crc32c\":\"");

    private static readonly int s_checksumAt = 8 + s_start.Length;

    /// <summary>Writes metadata and blocks.</summary>
    /// <param name="stream">An empty file.</param>
    /// <param name="metadata">Entries of the metadata.</param>
    /// <param name="blocks">The blocks.</param>
    public static void Write(FileStream stream, IEnumerable<(string Key, string Value)> metadata, IReadOnlyList<(string Name, IReadOnlyList<int> Shape, ReadOnlyMemory<float> Values)> blocks)
    {
        using MemoryStream header = new();
        SafetensorsWriter.WriteHeader(header, [("crc32c", Zeros), ("format", Format), .. metadata], blocks.Select(static block => (block.Name, block.Shape)));
        uint checksum = Checksum.Append(uint.MaxValue, HeaderWithoutChecksum(header));
        header.WriteTo(stream);
        foreach ((_, _, ReadOnlyMemory<float> values) in blocks)
        {
            checksum = Checksum.Append(checksum, MemoryMarshal.AsBytes(values.Span));
            SafetensorsWriter.WriteValues(stream, values.Span);
        }
        stream.Position = s_checksumAt;
        stream.Write(Encoding.ASCII.GetBytes((~checksum).ToString("x8", CultureInfo.InvariantCulture)));
    }

    /// <summary>Returns whether a file begins like a checkpoint, complete or not.</summary>
    public static bool IsBegun(string path)
    {
        using FileStream stream = InputFile.OpenRead(path);
        Span<byte> start = stackalloc byte[s_checksumAt];
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return length > sizeof(ulong) && s_start.AsSpan().StartsWith(start[sizeof(ulong)..length]);
    }

    /// <summary>Reads a file and verifies its checksum.</summary>
    /// <param name="path">The file.</param>
    /// <param name="read">Reads the blocks after the header has been parsed.</param>
    /// <exception cref="InvalidDataException">The file is damaged or is not a checkpoint.</exception>
    public static T Read<T>(string path, Func<SafetensorsReader, T> read)
    {
        using FileStream stream = InputFile.OpenRead(path);
        Span<byte> start = stackalloc byte[s_checksumAt + Zeros.Length];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start[8..s_checksumAt].SequenceEqual(s_start))
        {
            throw new InvalidDataException($"{path} is not a complete checkpoint: it does not begin like one.");
        }
        stream.Position = 0;
        string expected = Encoding.ASCII.GetString(start[s_checksumAt..]), actual = Checksum.Of(stream, s_checksumAt, Zeros.Length).ToString("x8", CultureInfo.InvariantCulture);
        if (expected != actual)
        {
            throw new InvalidDataException($"{path} is not a complete checkpoint: its checksum is {actual}, but '{Excerpt.Of(expected)}' is stored in it.");
        }
        stream.Position = 0;
        SafetensorsReader reader = new(stream, path);
        if (reader.Header.Metadata.GetValueOrDefault("format") is var format && format != Format)
        {
            throw new InvalidDataException($"{path} is not a checkpoint: its format is '{Excerpt.Of(format ?? "")}', but '{Format}' was expected.");
        }
        try
        {
            return read(reader);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or KeyNotFoundException or JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path} is not a checkpoint: its metadata are malformed ({Excerpt.Of(exception.Message.TrimEnd('.'), 300)}).", exception);
        }
    }

    // With zero bytes in place of the checksum, as the checksum is computed when the file is read.
    private static ReadOnlySpan<byte> HeaderWithoutChecksum(MemoryStream header)
    {
        byte[] bytes = header.ToArray();
        bytes.AsSpan(s_checksumAt, Zeros.Length).Clear();
        return bytes;
    }

    /// <summary>Parses a number from a metadata entry.</summary>
    public static T Number<T>(IReadOnlyDictionary<string, string> texts, string key)
        where T : IParsable<T> => T.Parse(texts[key], CultureInfo.InvariantCulture);
}
