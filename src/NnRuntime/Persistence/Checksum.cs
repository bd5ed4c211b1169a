using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace NnGen.Persistence;

/// <summary>Computes CRC-32C checksums, which detect every single flipped bit and every burst of up to 32 bits (Castagnoli and others, 1993).</summary>
internal static class Checksum
{
    private const int Chunk = 65_536;

    /// <summary>Returns the checksum of a file with a range of bytes treated as zeros.</summary>
    /// <param name="stream">The file, at its beginning.</param>
    /// <param name="from">First byte of the range, within the first 65,536 bytes.</param>
    /// <param name="length">Number of bytes in the range.</param>
    public static uint Of(Stream stream, int from, int length)
    {
        byte[] chunk = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            uint checksum = uint.MaxValue;
            bool isFirst = true;
            int read;
            while ((read = stream.ReadAtLeast(chunk.AsSpan(0, Chunk), Chunk, throwOnEndOfStream: false)) > 0)
            {
                if (isFirst && read >= from + length)
                {
                    chunk.AsSpan(from, length).Clear();
                }
                isFirst = false;
                checksum = Append(checksum, chunk.AsSpan(0, read));
            }
            return ~checksum;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    /// <summary>Returns the checksum of bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => ~Append(uint.MaxValue, bytes);

    /// <summary>Continues a checksum with more bytes. Begin with all ones, and invert the final value.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        int i = 0;
        for (; i <= bytes.Length - sizeof(ulong); i += sizeof(ulong))
        {
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(i, sizeof(ulong))));
        }
        foreach (byte value in bytes[i..])
        {
            checksum = BitOperations.Crc32C(checksum, value);
        }
        return checksum;
    }
}
