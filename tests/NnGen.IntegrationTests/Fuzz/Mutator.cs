using System.Buffers.Binary;
using System.Text;

namespace NnGen.IntegrationTests.Fuzz;

/// <summary>Damages files: anywhere, or in the numbers and the structure that readers rely on.</summary>
internal sealed class Mutator(Random random)
{
    private static readonly string[] s_tokens =
    [
        "-1", "0", "1", "4", "1e3", "1.5", "2147483647", "2147483648", "4294967296", "9223372036854775807", "18446744073709551616", "-9223372036854775808", "NaN", "Infinity",
        "null", "true", "\"\"", "\"F16\"", "\"I64\"", "[]", "{}", ",", ":", "}", "]", "\"dense1.weight\"", "\"__metadata__\"", "\\ud800", "\n", "\"", ";", "\0",
    ];

    /// <summary>One to three changes of any bytes.</summary>
    public byte[] Bytes(byte[] file)
    {
        List<byte> bytes = [.. file];
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            int at = random.Next(bytes.Count + 1), length = Math.Min(random.Next(1, 1 << random.Next(1, 8)), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 3:
                    bytes.RemoveRange(at, length);
                    break;
                case 4:
                    bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                    break;
                case 5:
                    byte[] more = new byte[random.Next(1, 64)];
                    random.NextBytes(more);
                    bytes.InsertRange(at, more);
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(s_tokens[random.Next(s_tokens.Length)]));
                    break;
            }
        }
        return [.. bytes];
    }

    /// <summary>A text with another number, a token more, a part twice, or far too deep.</summary>
    public string Text(string text)
    {
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            int at = random.Next(text.Length + 1);
            string token = s_tokens[random.Next(s_tokens.Length)];
            int number = text.AsSpan(at).IndexOfAnyInRange('0', '9');
            switch (random.Next(6))
            {
                case 0 or 1 when number >= 0:
                    int from = at + number, to = from;
                    while (to < text.Length && char.IsAsciiDigit(text[to]))
                    {
                        to++;
                    }
                    text = text[..from] + token + text[to..];
                    break;
                case 2:
                    text = text.Insert(at, token);
                    break;
                case 3:
                    text = text.Insert(at, new string("[{\"(a"[random.Next(5)], 1 << random.Next(4, 15)));
                    break;
                case 4 when text.IndexOf('"', at) is var begin and >= 0 && text.IndexOf('}', begin) is var end and >= 0:
                    text = text.Insert(end + 1, "," + text[begin..(end + 1)]);
                    break;
                default:
                    int length = Math.Min(random.Next(1, 20), text.Length - at);
                    text = text.Remove(at, length);
                    break;
            }
        }
        return text;
    }

    /// <summary>A safetensors file with another header, whose length mostly says so.</summary>
    public byte[] Header(byte[] file)
    {
        int length = BinaryPrimitives.ReadInt32LittleEndian(file);
        byte[] header = Encoding.UTF8.GetBytes(Text(Encoding.UTF8.GetString(file, 8, length)));
        byte[] result = SafetensorsText.File(header, file[(8 + length)..]);
        if (random.Next(8) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(result, random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64));
        }
        return result;
    }

    /// <summary>An IDX file with other dimensions.</summary>
    public byte[] Dimensions(byte[] file)
    {
        byte[] result = [.. file];
        BinaryPrimitives.WriteInt32BigEndian(result.AsSpan(4 * random.Next(1, 4)), random.Next(int.MinValue, int.MaxValue) >> random.Next(32));
        result[3] = (byte)(random.Next(3) == 0 ? random.Next(12) : 3);
        return result;
    }
}
