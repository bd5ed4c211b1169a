using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace NnRuntime.Persistence;

/// <summary>The safetensors format for blocks of 32-bit floats: the length of a JSON header in 8 bytes, the header, the numbers.</summary>
internal static class SafetensorsFile
{
    // The specification's own bound.
    private const int MaxHeader = 100_000_000;

    public static void Write(Stream stream, IReadOnlyList<(BlockInfo Block, ReadOnlyMemory<float> Values)> blocks)
    {
        using MemoryStream header = new();
        using (Utf8JsonWriter json = new(header))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            json.WriteString("format", "nngen");
            json.WriteEndObject();
            long offset = 0;
            foreach ((BlockInfo block, _) in blocks)
            {
                json.WriteStartObject(block.Name);
                json.WriteString("dtype", "F32");
                json.WriteStartArray("shape");
                foreach (int size in block.Shape)
                {
                    json.WriteNumberValue(size);
                }
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += block.Length * (long)sizeof(float));
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        while (header.Length % 8 != 0)
        {
            header.WriteByte((byte)' ');
        }
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header.GetBuffer().AsSpan(0, (int)header.Length));
        foreach ((_, ReadOnlyMemory<float> values) in blocks)
        {
            stream.Write(MemoryMarshal.AsBytes(values.Span));
        }
    }

    /// <summary>Reads blocks that must be exactly those expected; throws before anything is returned.</summary>
    public static float[][] Read(Stream stream, string path, IReadOnlyList<BlockInfo> expected)
    {
        Span<byte> prefix = stackalloc byte[8];
        if (stream.ReadAtLeast(prefix, 8, throwOnEndOfStream: false) < 8)
        {
            throw Wrong(path, "it ends within the length of its header");
        }
        long headerLength = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (headerLength is < 2 or > MaxHeader || (stream.CanSeek && headerLength > stream.Length - 8))
        {
            throw Wrong(path, $"its header should have {headerLength} bytes, which cannot be");
        }
        byte[] header = new byte[headerLength];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
        {
            throw Wrong(path, "it ends within its header");
        }

        Dictionary<string, (long Begin, long End)> places = Parse(header, path, expected);
        (string Name, long Begin, long End)[] ordered = [.. places.Select(static place => (place.Key, place.Value.Begin, place.Value.End)).OrderBy(static place => place.Begin)];
        long position = 0;
        foreach ((string name, long begin, long end) in ordered)
        {
            position = begin == position ? end : throw Wrong(path, $"block '{name}' starts at byte {begin}, but the one before ends at {position}");
        }

        Dictionary<string, float[]> values = [];
        foreach ((string name, long begin, long end) in ordered)
        {
            float[] block = new float[(end - begin) / sizeof(float)];
            Span<byte> bytes = MemoryMarshal.AsBytes(block.AsSpan());
            if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            {
                throw Wrong(path, $"it ends within block '{name}'");
            }
            values[name] = block;
        }
        return stream.ReadByte() < 0 ? [.. expected.Select(block => values[block.Name])] : throw Wrong(path, "there are bytes behind its last block");
    }

    private static Dictionary<string, (long Begin, long End)> Parse(byte[] header, string path, IReadOnlyList<BlockInfo> expected)
    {
        Dictionary<string, (long, long)> places = [];
        try
        {
            using JsonDocument document = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 8 });
            foreach (JsonProperty entry in document.RootElement.EnumerateObject())
            {
                if (entry.Name == "__metadata__")
                {
                    continue;
                }
                BlockInfo block = expected.FirstOrDefault(block => block.Name == entry.Name)
                    ?? throw Wrong(path, $"it holds a block '{entry.Name}', which the network has not; the network has {string.Join(", ", expected.Select(static block => block.Name))}");
                string? type = entry.Value.GetProperty("dtype").GetString();
                long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(static size => size.GetInt64())];
                long[] offsets = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(static offset => offset.GetInt64())];
                if (type != "F32")
                {
                    throw Wrong(path, $"block '{entry.Name}' has the type {type}, but F32 was expected");
                }
                if (!shape.SequenceEqual(block.Shape.Select(static size => (long)size)))
                {
                    throw Wrong(path, $"block '{entry.Name}' has the shape [{string.Join(", ", shape)}], but the network's is [{string.Join(", ", block.Shape)}]");
                }
                if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] - offsets[0] != block.Length * (long)sizeof(float))
                {
                    throw Wrong(path, $"block '{entry.Name}' lies at [{string.Join(", ", offsets)}], but {block.Length} floats take {block.Length * (long)sizeof(float)} bytes");
                }
                if (!places.TryAdd(entry.Name, (offsets[0], offsets[1])))
                {
                    throw Wrong(path, $"it holds block '{entry.Name}' twice");
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException($"{path} is no safetensors file of this network: its header is malformed ({exception.Message}).", exception);
        }
        string[] missing = [.. expected.Select(static block => block.Name).Where(name => !places.ContainsKey(name))];
        return missing.Length == 0 ? places : throw Wrong(path, $"it lacks {string.Join(", ", missing)}");
    }

    private static InvalidDataException Wrong(string path, string reason) => new($"{path} is no safetensors file of this network: {reason}.");
}
