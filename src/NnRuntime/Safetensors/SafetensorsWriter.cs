using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace NnGen.Safetensors;

/// <summary>Writes a safetensors file of 32-bit floats: first the header, then the blocks, in the order in which the header names them.</summary>
internal static class SafetensorsWriter
{
    /// <summary>Writes the header.</summary>
    /// <param name="stream">The destination.</param>
    /// <param name="metadata">Metadata entries in the order of the file.</param>
    /// <param name="blocks">The names and shapes of the blocks that follow.</param>
    public static void WriteHeader(Stream stream, IEnumerable<(string Key, string Value)> metadata, IEnumerable<(string Name, IReadOnlyList<int> Shape)> blocks)
    {
        using MemoryStream header = new();
        using (Utf8JsonWriter json = new(header))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach ((string key, string value) in metadata)
            {
                json.WriteString(key, value);
            }
            json.WriteEndObject();
            long offset = 0;
            foreach ((string name, IReadOnlyList<int> shape) in blocks)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", "F32");
                json.WriteStartArray("shape");
                long bytes = sizeof(float);
                foreach (int size in shape)
                {
                    json.WriteNumberValue(size);
                    bytes *= size;
                }
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += bytes);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }

        // Align the numbers to whole words of a memory-mapped file.
        while (header.Length % 8 != 0)
        {
            header.WriteByte((byte)' ');
        }
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header.GetBuffer().AsSpan(0, (int)header.Length));
    }

    /// <summary>Writes the numbers of a block.</summary>
    /// <param name="stream">The destination.</param>
    /// <param name="values">The numbers.</param>
    public static void WriteValues(Stream stream, ReadOnlySpan<float> values) => stream.Write(MemoryMarshal.AsBytes(values));
}
