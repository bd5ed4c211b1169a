using System.Buffers.Binary;

namespace NnRuntime.Data;

/// <summary>Reads IDX files of unsigned bytes, the format of MNIST: a magic number, one big-endian length for each dimension, the bytes.</summary>
/// <param name="Dimensions">The lengths, the last varies fastest.</param>
/// <param name="Values">The bytes.</param>
public sealed record IdxFile(IReadOnlyList<int> Dimensions, ReadOnlyMemory<byte> Values)
{
    /// <summary>Reads a file, compressed by gzip or not.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no whole IDX file of bytes; the message says where.</exception>
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
        if (word[0] != 0 || word[1] != 0 || word[2] != 8 || word[3] is 0 or > 8)
        {
            throw new InvalidDataException($"{path} starts with {Convert.ToHexString(word)}, but an IDX file of unsigned bytes starts with 000008 and 1 to 8 dimensions.");
        }
        int[] dimensions = new int[word[3]];
        long length = 1;
        for (int i = 0; i < dimensions.Length; i++)
        {
            stream.ReadExactly(word);
            dimensions[i] = BinaryPrimitives.ReadInt32BigEndian(word);
            length *= dimensions[i];
            if (dimensions[i] < 0 || length > Array.MaxLength)
            {
                throw new InvalidDataException($"{path} declares the dimensions {string.Join('×', dimensions.Take(i + 1))}, more than one array can hold.");
            }
        }

        // Grows with what the file holds, not with what its header promises.
        MemoryStream values = new();
        byte[] buffer = new byte[65536];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            if (values.Length + read > length)
            {
                throw new InvalidDataException($"{path} declares {length} bytes, but holds more.");
            }
            values.Write(buffer.AsSpan(0, read));
        }
        return values.Length == length
            ? new IdxFile(dimensions, values.GetBuffer().AsMemory(0, (int)length))
            : throw new InvalidDataException($"{path} declares {length} bytes, but holds {values.Length}.");
    }
}
