using System.Buffers.Binary;
using System.Numerics;

namespace NnGen.Report.TensorBoard;

/// <summary>A file of records: the length in 8 bytes, its checksum, the content, and its checksum, little-endian (tensorflow/core/lib/io/record_writer.h).</summary>
/// <remarks>Each record goes to the operating system in one write, so that a program that dies leaves whole records, and a reader that follows
/// the file sees it at once.</remarks>
internal sealed class RecordFile : IDisposable
{
    private const int LengthAndChecksum = sizeof(ulong) + sizeof(uint);

    // A checksum of something that holds checksums is no longer independent of it; the format rotates and adds a constant against that.
    private const int MaskRotation = 15;
    private const uint MaskDelta = 0xA282EAD8;

    private readonly FileStream _stream;

    /// <summary>Makes the file.</summary>
    /// <exception cref="IOException">There is such a file, or it cannot be made.</exception>
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
