using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace NnGen.Files;

/// <summary>Computes CRC-32C checksums, which detect every single flipped bit and every burst of up to 32 bits (Castagnoli and others, 1993).</summary>
internal static class Checksum
{
    private const int Chunk = 65_536, Blocks = 256, BlockLength = 1 << 20;

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

    /// <summary>Returns the checksum of a file's length and of evenly spread blocks, which are the whole file if it is not larger than 256 MiB. The blocks of
    /// larger files are read in less time than one epoch.</summary>
    /// <param name="file">The file.</param>
    public static uint OfBlocks(FileStream file)
    {
        long length = file.Length;
        Span<byte> lengthBytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(lengthBytes, length);
        uint checksum = Append(uint.MaxValue, lengthBytes);
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            int blocks = (int)Math.Min(Blocks, (length + BlockLength - 1) / BlockLength);
            for (int i = 0; i < blocks; i++)
            {
                // The last block ends with the file.
                file.Position = blocks == 1 ? 0 : (length - BlockLength) * i / (blocks - 1);
                checksum = Append(checksum, block.AsSpan(0, file.ReadAtLeast(block.AsSpan(0, BlockLength), BlockLength, throwOnEndOfStream: false)));
            }
            return ~checksum;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
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
