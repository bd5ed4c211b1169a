using System.Text.Json;
using System.Text.Unicode;

namespace NnGen.Safetensors;

/// <summary>A block as described by the header of a safetensors file.</summary>
/// <param name="Name">Name of the block.</param>
/// <param name="Type">Type in the notation of the format, such as F32.</param>
/// <param name="Shape">Shape of the block.</param>
/// <param name="Begin">Offset of the first byte from the end of the header.</param>
/// <param name="End">Offset after the last byte.</param>
internal sealed record SafetensorsEntry(string Name, string Type, IReadOnlyList<long> Shape, long Begin, long End)
{
    /// <summary>Returns the number of bytes per number of a type; null for a type that is unknown or not a whole number of bytes.</summary>
    public static int? SizeOf(string type) => type switch
    {
        "BOOL" or "U8" or "I8" or "F8_E5M2" or "F8_E4M3" or "F8_E8M0" => 1,
        "I16" or "U16" or "F16" or "BF16" => 2,
        "I32" or "U32" or "F32" => 4,
        "I64" or "U64" or "F64" or "C64" => 8,
        _ => null,
    };

    /// <summary>Gets the shape as text for messages.</summary>
    public string ShapeText => Excerpt.List(Shape);

    /// <summary>Returns whether a block of a network has this shape.</summary>
    public bool HasShape(IReadOnlyList<int> shape)
    {
        bool same = Shape.Count == shape.Count;
        for (int i = 0; same && i < shape.Count; i++)
        {
            same = Shape[i] == shape[i];
        }
        return same;
    }

    /// <summary>Gets whether the numbers can be read as 32-bit floats.</summary>
    public bool IsFloat => Type is "F32" or "F16" or "BF16" or "F64";
}

/// <summary>The header of a safetensors file: its metadata, and its blocks in the order of their bytes, without gaps or overlaps.</summary>
internal sealed record SafetensorsHeader(IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<SafetensorsEntry> Entries)
{
    /// <summary>Gets the total number of bytes of all blocks.</summary>
    public long DataLength => Entries.Count == 0 ? 0 : Entries[^1].End;

    /// <summary>Parses the JSON of a header.</summary>
    /// <param name="json">The entire header.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="InvalidDataException">The header is malformed. The message names the file and the byte.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, string path)
    {
        if (!Utf8.IsValid(json))
        {
            throw SafetensorsReader.Malformed(path, "its header is not UTF-8");
        }
        if (json[0] != '{')
        {
            throw SafetensorsReader.Malformed(path, "byte 8, where its header begins, is not {");
        }

        // The header, a block and its shape are the deepest nesting.
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = 3 });
        try
        {
            return new Parser(path).Header(ref reader);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path} is not a valid safetensors file: its header is malformed at byte {8 + reader.TokenStartIndex} ({Excerpt.Of(exception.Message.TrimEnd('.'), 300)}).", exception);
        }
    }

    private readonly struct Parser(string path)
    {
        public SafetensorsHeader Header(ref Utf8JsonReader reader)
        {
            Dictionary<string, string>? metadata = null;
            Dictionary<string, SafetensorsEntry> entries = [];
            reader.Read();
            while (Property(ref reader) is { } name)
            {
                if (name == "__metadata__")
                {
                    metadata = metadata is null ? Metadata(ref reader) : throw Twice(reader, name);
                }
                else if (!entries.TryAdd(name, Entry(ref reader, name)))
                {
                    throw Twice(reader, name);
                }
            }

            // Read to the end: only blanks may follow the object.
            reader.Read();
            SafetensorsEntry[] ordered = new SafetensorsEntry[entries.Count];
            entries.Values.CopyTo(ordered, 0);
            if (FirstAfterGap(ordered, out _) is not null)
            {
                Sort(ordered);
            }
            if (FirstAfterGap(ordered, out long position) is { } entry)
            {
                throw SafetensorsReader.Malformed(path, $"block '{Excerpt.Of(entry.Name)}' starts at byte {entry.Begin} of the data, but the previous block ends at {position}");
            }
            return new SafetensorsHeader(metadata ?? [], ordered);
        }

        private static void Sort(SafetensorsEntry[] entries) =>
            Array.Sort(entries, static (a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));

        // Returns the first entry that does not begin where the one before it ends, and that position; null if there is none.
        private static SafetensorsEntry? FirstAfterGap(SafetensorsEntry[] entries, out long position)
        {
            position = 0;
            foreach (SafetensorsEntry entry in entries)
            {
                if (entry.Begin != position)
                {
                    return entry;
                }
                position = entry.End;
            }
            return null;
        }

        private Dictionary<string, string> Metadata(ref Utf8JsonReader reader)
        {
            Dictionary<string, string> metadata = [];
            Expect(ref reader, JsonTokenType.StartObject, "__metadata__");
            while (Property(ref reader) is { } key)
            {
                Expect(ref reader, JsonTokenType.String, "__metadata__", key);
                if (!metadata.TryAdd(key, reader.GetString()!))
                {
                    throw Twice(reader, "__metadata__", key);
                }
            }
            return metadata;
        }

        private SafetensorsEntry Entry(ref Utf8JsonReader reader, string name)
        {
            string? type = null;
            long[]? shape = null, offsets = null;
            Expect(ref reader, JsonTokenType.StartObject, name);
            while (Property(ref reader) is { } key)
            {
                switch (key)
                {
                    case "dtype" when type is null:
                        Expect(ref reader, JsonTokenType.String, name, key);
                        type = reader.GetString();
                        break;
                    case "shape" when shape is null:
                        shape = Numbers(ref reader, name, key);
                        break;
                    case "data_offsets" when offsets is null:
                        offsets = Numbers(ref reader, name, key);
                        break;
                    default:
                        throw key is "dtype" or "shape" or "data_offsets" ? Twice(reader, name, key) : At(reader, $"block '{Excerpt.Of(name)}' has '{Excerpt.Of(key)}', but a block has dtype, shape and data_offsets");
                }
            }
            if (type is null || shape is null || offsets is null)
            {
                throw At(reader, $"block '{Excerpt.Of(name)}' lacks {(type is null ? "dtype" : shape is null ? "shape" : "data_offsets")}");
            }
            if (SafetensorsEntry.SizeOf(type) is not { } size)
            {
                throw At(reader, $"block '{Excerpt.Of(name)}' has the type '{Excerpt.Of(type)}', which is not one of F32, F16, BF16, F64 and the other types of whole bytes");
            }
            if (Bytes(shape, size) is not { } bytes)
            {
                throw At(reader, $"block '{Excerpt.Of(name)}' has the shape {Excerpt.List(shape)}, more than there are bytes");
            }
            if (offsets.Length != 2 || offsets[1] - offsets[0] != bytes)
            {
                throw At(reader, $"block '{Excerpt.Of(name)}' has the data_offsets {Excerpt.List(offsets)}, but {type} of the shape {Excerpt.List(shape)} takes {bytes} bytes");
            }
            return new SafetensorsEntry(name, type, shape, offsets[0], offsets[1]);
        }

        // Lists of long and their LINQ are compiled at their first use in a process, and the first prediction waits for it.
        private long[] Numbers(ref Utf8JsonReader reader, string block, string key)
        {
            long[] numbers = new long[4];
            int count = 0;
            Expect(ref reader, JsonTokenType.StartArray, block, key);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (count == numbers.Length)
                {
                    Array.Resize(ref numbers, 2 * count);
                }
                numbers[count++] = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long number) && number >= 0
                    ? number
                    : throw At(reader, $"{Place(block, key)} holds something other than whole numbers from 0 to 2⁶³ − 1");
            }
            long[] all = new long[count];
            Array.Copy(numbers, all, count);
            return all;
        }

        private static string? Property(ref Utf8JsonReader reader)
        {
            reader.Read();
            return reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null;
        }

        private void Expect(ref Utf8JsonReader reader, JsonTokenType type, string block, string? key = null)
        {
            reader.Read();
            if (reader.TokenType != type)
            {
                throw At(reader, $"{Place(block, key)} is {reader.TokenType}, but {type} was expected");
            }
        }

        private InvalidDataException Twice(in Utf8JsonReader reader, string block, string? key = null) => At(reader, $"'{Place(block, key)}' occurs twice");

        private static string Place(string block, string? key) => key is null ? Excerpt.Of(block) : $"{Excerpt.Of(block)}.{Excerpt.Of(key)}";

        private InvalidDataException At(in Utf8JsonReader reader, string reason) => SafetensorsReader.Malformed(path, $"in its header, at byte {8 + reader.TokenStartIndex}, {reason}");

        private static long? Bytes(long[] shape, int size)
        {
            long? bytes = size;
            foreach (long dimension in shape)
            {
                if (dimension == 0)
                {
                    return 0;
                }
                bytes = bytes > long.MaxValue / dimension ? null : bytes * dimension;
            }
            return bytes;
        }
    }
}
