using System.Buffers.Binary;

namespace NnGen.Data;

/// <summary>Reads IDX files of unsigned bytes, the format of MNIST: a magic number, the length of each dimension in big-endian order, and the bytes.</summary>
public sealed class IdxFile
{
    private IdxFile(int[] dimensions, ReadOnlyMemory<byte> values) => (Dimensions, Values) = (dimensions, values);

    /// <summary>Gets the length of each dimension; the last dimension varies fastest.</summary>
    public IReadOnlyList<int> Dimensions { get; }

    /// <summary>Gets the bytes.</summary>
    public ReadOnlyMemory<byte> Values { get; }

    /// <summary>Reads a file, which may be compressed by gzip.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is not a complete IDX file of unsigned bytes; the message says what is wrong.</exception>
    /// <exception cref="IOException">The path is that of a folder, a FIFO, a socket or a device.</exception>
    public static IdxFile Read(string path)
    {
        using Stream stream = Decompression.Open(path);
        try
        {
            return Read(stream, path);
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException($"{path} ends within its header.", exception);
        }
    }

    private static IdxFile Read(Stream stream, string path)
    {
        Span<byte> word = stackalloc byte[4];
        stream.ReadExactly(word);
        if (word[0] != 0 || word[1] != 0 || word[3] is 0 or > 8)
        {
            throw new InvalidDataException($"{path} starts with {Convert.ToHexString(word)}, but an IDX file of unsigned bytes starts with 000008 and 1 to 8 dimensions.");
        }
        if (word[2] != 8)
        {
            throw new InvalidDataException($"{path} contains {Type(word[2])}, but only IDX files of unsigned bytes (08) can be read; convert it.");
        }
        uint[] declared = new uint[word[3]];
        long length = 1, sample = 1;
        for (int i = 0; i < declared.Length; i++)
        {
            stream.ReadExactly(word);
            declared[i] = BinaryPrimitives.ReadUInt32BigEndian(word);
            length *= declared[i];

            // Dimensions of 0 are left out, so that the product of the others is checked, too.
            sample *= Math.Max(1, declared[i]);
            if (sample > Array.MaxLength)
            {
                throw new InvalidDataException($"{path} declares the dimensions {string.Join('×', declared.Take(i + 1))}, more elements than one array can hold.");
            }
        }
        int[] dimensions = [.. declared.Select(static dimension => (int)dimension)];

        // The buffer grows with the actual content of the file, not with the length that the header declares.
        MemoryStream values = new();
        byte[] buffer = new byte[65536];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            if (values.Length + read > length)
            {
                throw new InvalidDataException($"{path} declares {length} bytes, but contains more.");
            }
            values.Write(buffer.AsSpan(0, read));
        }
        return values.Length == length
            ? new IdxFile(dimensions, values.GetBuffer().AsMemory(0, (int)length))
            : throw new InvalidDataException($"{path} declares {length} bytes, but contains {values.Length}.");
    }

    private static string Type(byte type) => type switch
    {
        0x09 => "signed bytes (09)",
        0x0B => "16-bit integers (0B)",
        0x0C => "32-bit integers (0C)",
        0x0D => "32-bit floats (0D)",
        0x0E => "64-bit floats (0E)",
        _ => $"numbers of the unknown type {type:X2}",
    };
}
