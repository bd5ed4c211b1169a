using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NnGen.Safetensors;

/// <summary>Returns the place for a block.</summary>
internal delegate Span<float> BlockDestination(SafetensorsEntry entry);

/// <summary>Reads a safetensors file: 8 bytes with the length of the JSON header, the header, and the numbers. Every length is checked before memory is
/// allocated for it.</summary>
internal sealed class SafetensorsReader
{
    // The limit of the reference implementation.
    private const int MaxHeader = 100_000_000;

    private const int Chunk = 65_536;

    private readonly Stream _stream;
    private readonly string _path;

    /// <summary>Reads the header.</summary>
    /// <param name="stream">The source.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="InvalidDataException">The header is malformed or does not match the length of the stream.</exception>
    public SafetensorsReader(Stream stream, string path)
    {
        (_stream, _path) = (stream, path);
        Span<byte> prefix = stackalloc byte[8];
        if (stream.ReadAtLeast(prefix, 8, throwOnEndOfStream: false) < 8)
        {
            throw Malformed(path, "it ends within the length of its header, which takes 8 bytes");
        }
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        long? left = stream.CanSeek ? stream.Length - stream.Position : null;
        if (length is < 2 or > MaxHeader || (left is { } bytes && length > (ulong)bytes))
        {
            throw Foreign(prefix, path) ?? Malformed(path, $"its header should have {length} bytes, but headers have 2 to {MaxHeader}{(left is null ? "" : $", and {left} bytes are left")}");
        }
        byte[] header = ReadHeader((int)length);
        if (header[0] != '{' && Foreign(prefix, path) is { } foreign)
        {
            throw foreign;
        }
        Header = SafetensorsHeader.Parse(header, path);
        if (left - (long)length is { } data && data != Header.DataLength)
        {
            throw Malformed(path, $"its header declares {Header.DataLength} bytes of data, but {data} follow it");
        }
    }

    /// <summary>Gets the header of the file.</summary>
    public SafetensorsHeader Header { get; }

    /// <summary>Reads the requested blocks, skips the others, and checks that the file ends after the last one.</summary>
    /// <param name="destination">Returns the place for a block, one float for each of its numbers; an empty one skips the block.</param>
    /// <exception cref="InvalidDataException">The file ends too early or too late, or a number cannot be represented as a 32-bit float.</exception>
    public void Read(BlockDestination destination)
    {
        byte[] chunk = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            foreach (SafetensorsEntry entry in Header.Entries)
            {
                Span<float> values = destination(entry);
                if (values.IsEmpty)
                {
                    Skip(entry, chunk);
                }
                else
                {
                    Read(entry, values, chunk);
                }
            }
            if (_stream.ReadByte() >= 0)
            {
                throw Malformed(_path, "bytes follow its last block");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    /// <summary>Creates an exception for a file that is damaged or is not a safetensors file.</summary>
    public static InvalidDataException Malformed(string path, string reason) => new($"{path} is not a valid safetensors file: {reason}.");

    /// <summary>Creates an exception for a valid safetensors file that does not have the expected content.</summary>
    public static InvalidDataException Mismatch(string path, string reason) => new($"{path} cannot be loaded: {reason}{(reason.EndsWith('}') ? "" : ".")}");

    private static InvalidDataException? Foreign(ReadOnlySpan<byte> start, string path) =>
        FileSignature.Describe(start) is { } what ? new InvalidDataException($"{path} is not a safetensors file but {what}.") : null;

    // If the length of the stream is unknown, memory grows with the bytes received, not with the declared length.
    private byte[] ReadHeader(int length)
    {
        byte[] header = new byte[_stream.CanSeek ? length : Math.Min(length, Chunk)];
        int read = 0;
        while (read < length)
        {
            if (read == header.Length)
            {
                Array.Resize(ref header, (int)Math.Min(length, 2L * header.Length));
            }
            int arrived = _stream.Read(header.AsSpan(read));
            if (arrived == 0)
            {
                throw Malformed(_path, $"it ends within its header, which should have {length} bytes and has {read}");
            }
            read += arrived;
        }
        return header;
    }

    private void Read(SafetensorsEntry entry, Span<float> values, byte[] chunk)
    {
        if (entry.Type == "F32")
        {
            Fill(entry, MemoryMarshal.AsBytes(values));
            return;
        }
        int size = SafetensorsEntry.SizeOf(entry.Type)!.Value;
        while (!values.IsEmpty)
        {
            int count = Math.Min(values.Length, Chunk / size);
            Span<byte> bytes = chunk.AsSpan(0, count * size);
            Fill(entry, bytes);
            Convert(entry, bytes, values[..count]);
            values = values[count..];
        }
    }

    private void Convert(SafetensorsEntry entry, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        switch (entry.Type)
        {
            case "F16":
                ReadOnlySpan<Half> halves = MemoryMarshal.Cast<byte, Half>(bytes);
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = (float)halves[i];
                }
                break;
            case "BF16":
                // The upper half of a 32-bit float.
                ReadOnlySpan<ushort> uppers = MemoryMarshal.Cast<byte, ushort>(bytes);
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = BitConverter.UInt32BitsToSingle((uint)uppers[i] << 16);
                }
                break;
            case "F64":
                ReadOnlySpan<double> doubles = MemoryMarshal.Cast<byte, double>(bytes);
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = (float)doubles[i];
                    if (double.IsFinite(doubles[i]) && !float.IsFinite(values[i]))
                    {
                        throw Mismatch(_path, $"block '{Excerpt.Of(entry.Name)}' contains {doubles[i]}, which is beyond the range of 32-bit floats");
                    }
                }
                break;
            default:
                throw Mismatch(_path, $"block '{Excerpt.Of(entry.Name)}' has the type {entry.Type}, but F32, F16, BF16 or F64 was expected; convert it where the file was written");
        }
    }

    private void Skip(SafetensorsEntry entry, byte[] chunk)
    {
        for (long left = entry.End - entry.Begin; left > 0; left -= Math.Min(left, Chunk))
        {
            Fill(entry, chunk.AsSpan(0, (int)Math.Min(left, Chunk)));
        }
    }

    private void Fill(SafetensorsEntry entry, Span<byte> bytes)
    {
        if (_stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw Malformed(_path, $"it ends within block '{Excerpt.Of(entry.Name)}'");
        }
    }
}
