using System.Buffers.Binary;
using System.Text;
using NnGen.Files;

namespace NnGen.TensorBoard.Tests;

/// <summary>Reads event files by what is written about the formats, with nothing of what writes them.</summary>
internal static class EventFile
{
    public sealed record Event(double WallTime, long Step, string? FileVersion, IReadOnlyList<(string Tag, float Value)> Scalars)
    {
        public float this[string tag] => Scalars.Single(scalar => scalar.Tag == tag).Value;

        public bool Has(string tag) => Scalars.Any(scalar => scalar.Tag == tag);
    }

    public static Event[] Read(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] file = new byte[stream.Length];
        stream.ReadExactly(file);
        List<Event> events = [];
        for (int at = 0; at < file.Length;)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            Check(file.AsSpan(at, 8), file.AsSpan(at + 8));
            Check(file.AsSpan(at + 12, length), file.AsSpan(at + 12 + length));
            events.Add(ReadEvent(file.AsSpan(at + 12, length)));
            at += 16 + length;
        }
        return [.. events];
    }

    /// <summary>CRC-32C, bit by bit.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint checksum = 0xFFFFFFFF;
        foreach (byte value in bytes)
        {
            checksum ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                checksum = (checksum & 1) != 0 ? (checksum >> 1) ^ 0x82F63B78 : checksum >> 1;
            }
        }
        return checksum ^ 0xFFFFFFFF;
    }

    public static uint Mask(uint checksum) => unchecked(((checksum >> 15) | (checksum << 17)) + 0xA282EAD8);

    private static void Check(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> checksum)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(checksum) != Mask(Checksum(bytes)))
        {
            throw new InvalidDataException("A checksum is wrong.");
        }
    }

    private static Event ReadEvent(ReadOnlySpan<byte> message)
    {
        double wallTime = 0;
        long step = 0;
        string? version = null;
        List<(string, float)> scalars = [];
        while (!message.IsEmpty)
        {
            switch (Varint(ref message))
            {
                case (1 << 3) | 1:
                    wallTime = BinaryPrimitives.ReadDoubleLittleEndian(message);
                    message = message[8..];
                    break;
                case (2 << 3) | 0:
                    step = (long)Varint(ref message);
                    break;
                case (3 << 3) | 2:
                    version = Encoding.UTF8.GetString(Block(ref message));
                    break;
                case (5 << 3) | 2:
                    ReadOnlySpan<byte> summary = Block(ref message);
                    while (!summary.IsEmpty)
                    {
                        Assert.Equal((1ul << 3) | 2, Varint(ref summary));
                        ReadOnlySpan<byte> value = Block(ref summary);
                        Assert.Equal((1ul << 3) | 2, Varint(ref value));
                        string tag = Encoding.UTF8.GetString(Block(ref value));
                        Assert.Equal((2ul << 3) | 5, Varint(ref value));
                        scalars.Add((tag, BinaryPrimitives.ReadSingleLittleEndian(value)));
                        Assert.Equal(4, value.Length);
                    }
                    break;
                case var other:
                    throw new InvalidDataException($"An event has the field {other >> 3} of type {other & 7}.");
            }
        }
        return new Event(wallTime, step, version, scalars);
    }

    private static ReadOnlySpan<byte> Block(ref ReadOnlySpan<byte> message)
    {
        int length = (int)Varint(ref message);
        ReadOnlySpan<byte> block = message[..length];
        message = message[length..];
        return block;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> message)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = message[0];
            message = message[1..];
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
            {
                return value;
            }
        }
    }
}
