using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace NnGen.IntegrationTests;

/// <summary>Safetensors files put together by hand, right or wrong.</summary>
internal static class SafetensorsText
{
    public static byte[] File(string header, params byte[] data) => File(Encoding.UTF8.GetBytes(header), data);

    public static byte[] File(byte[] header, params byte[] data)
    {
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. header, .. data];
    }

    public static byte[] Bytes<T>(params T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
