using System.Buffers.Binary;
using System.Numerics;

namespace NnGen.TensorBoard;

/// <summary>Writes a file of records: the length in 8 bytes, its checksum, the content, and its checksum, little-endian (tensorflow/core/lib/io/record_writer.h).</summary>
/// <remarks>Each record is passed to the operating system in one write, so that a program that crashes leaves complete records, and a reader that follows
/// the file sees each record immediately.</remarks>
internal sealed class RecordFile : IDisposable
{
    private const int LengthAndChecksum = sizeof(ulong) + sizeof(uint);

    // The checksum of data that contain a checksum is not independent of it; the format therefore rotates the checksum and adds a constant.
    private const int MaskRotation = 15;
    private const uint MaskDelta = 0xA282EAD8;

    private readonly FileStream _stream;

    /// <summary>Creates the file.</summary>
    /// <exception cref="IOException">The file exists already, or it cannot be created.</exception>
    public RecordFile(string path) =>
        _stream = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });

    /// <summary>Appends a record.</summary>
    public void Append(ReadOnlySpan<byte> content)
    {
        byte[] record = new byte[LengthAndChecksum + content.Length + sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(sizeof(ulong)), MaskedChecksum(record.AsSpan(0, sizeof(ulong))));
        content.CopyTo(record.AsSpan(LengthAndChecksum));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(LengthAndChecksum + content.Length), MaskedChecksum(content));
        _stream.Write(record);
    }

    public void Dispose() => _stream.Dispose();

    internal static uint MaskedChecksum(ReadOnlySpan<byte> bytes)
    {
        uint checksum = uint.MaxValue;
        foreach (byte value in bytes)
        {
            checksum = BitOperations.Crc32C(checksum, value);
        }
        return BitOperations.RotateRight(~checksum, MaskRotation) + MaskDelta;
    }
}
