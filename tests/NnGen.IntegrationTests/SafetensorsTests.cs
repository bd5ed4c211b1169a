using System.Text;
using NnGen;

namespace NnGen.IntegrationTests;

[Network(2)]
[Dense(3), Relu]
[Dense(2)]
internal sealed partial class Pair;

[Network(2)]
[Dense(2)]
internal sealed partial class Square;

/// <summary>Networks in files of NnGen and of PyTorch.</summary>
public sealed class SafetensorsTests : IDisposable
{
    private const string SquareHeader = """{"__metadata__":{"format":"nngen"},"dense1.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"dense1.bias":{"dtype":"F32","shape":[2],"data_offsets":[16,24]}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    private string Path1 => Path.Combine(_folder, "net.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_holds_what_the_specification_says()
    {
        Square network = new(1);
        float[] values = [1, 2, 3, 4, 5, 6];
        values.CopyTo(network.Parameters);
        network.Save(Path1);
        byte[] expected = SafetensorsText.File(SquareHeader.PadRight((SquareHeader.Length + 7) / 8 * 8), SafetensorsText.Bytes(values));
        Assert.Equal(expected, File.ReadAllBytes(Path1));
    }

    // W[in, out] here is weight[out, in] there, also where the shape cannot tell.
    [Fact]
    public void Linear_weights_of_pytorch_are_transposed()
    {
        Square network = new(1);
        File.WriteAllBytes(Path1, SafetensorsText.File(
            """{"0.bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"0.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[8,24]}}""",
            SafetensorsText.Bytes<float>(5, 6, 1, 2, 3, 4)));
        network.Load(Path1, WeightFormat.PyTorch);
        Assert.Equal([1, 3, 2, 4, 5, 6], network.Parameters.ToArray());
    }

    [Fact]
    public void Numbers_of_other_types_are_converted()
    {
        Pair network = new(1);
        byte[] data = [
            .. SafetensorsText.Bytes<Half>((Half)1.5, (Half)(-2), (Half)0.1, (Half)4, (Half)5, (Half)6),
            .. SafetensorsText.Bytes<ushort>(0x3FC0, 0xC000, 0x7F7F),   // 1.5, −2, the largest
            .. SafetensorsText.Bytes<double>(0.1, 2, 3, 4, 5, 6), .. SafetensorsText.Bytes<float>(7, 8)];
        File.WriteAllBytes(Path1, SafetensorsText.File(
            """{"dense1.weight":{"dtype":"F16","shape":[2,3],"data_offsets":[0,12]},"dense1.bias":{"dtype":"BF16","shape":[3],"data_offsets":[12,18]},"dense2.weight":{"dtype":"F64","shape":[3,2],"data_offsets":[18,66]},"dense2.bias":{"dtype":"F32","shape":[2],"data_offsets":[66,74]},"__metadata__":{"format":"nngen"}}""", data));
        network.Load(Path1);
        Assert.Equal([1.5f, -2, (float)(Half)0.1, 4, 5, 6, 1.5f, -2, BitConverter.UInt32BitsToSingle(0x7F7F_0000), 0.1f, 2, 3, 4, 5, 6, 7, 8], network.Parameters.ToArray());
    }

    [Theory]
    [InlineData(WeightFormat.NnGen)]
    [InlineData(WeightFormat.PyTorch)]
    public void What_is_saved_is_loaded(WeightFormat layout)
    {
        GoldenImageNetwork from = new(1), to = new(2);
        from.Save(Path1, layout);
        to.Load(Path1, layout);
        Assert.Equal(from.Parameters.ToArray(), to.Parameters.ToArray());

        using MemoryStream stream = new();
        from.Save(stream, layout);
        stream.Position = 0;
        to = new(3);
        to.Load(stream, layout);
        Assert.Equal(from.Parameters.ToArray(), to.Parameters.ToArray());
        Assert.Contains(layout == WeightFormat.NnGen ? "without WeightFormat.PyTorch" : "with WeightFormat.PyTorch", layout == WeightFormat.NnGen
            ? Refused(from, WeightFormat.PyTorch) : Refused(from, WeightFormat.NnGen), StringComparison.Ordinal);
    }

    [Fact]
    public void Modules_are_numbered_as_in_a_sequential()
    {
        new Pair(1).Save(Path1, WeightFormat.PyTorch);
        string text = Encoding.UTF8.GetString(File.ReadAllBytes(Path1));
        Assert.Contains("\"0.weight\":{\"dtype\":\"F32\",\"shape\":[3,2]", text, StringComparison.Ordinal);
        Assert.Contains("\"2.bias\"", text, StringComparison.Ordinal);
        Assert.Contains("\"format\":\"pt\"", text, StringComparison.Ordinal);
    }

    // Numbers, not letters: 10 comes behind 9. What all names begin with does not matter, nor does the order in the file.
    [Fact]
    public void Modules_are_taken_in_the_order_of_their_numbers()
    {
        Pair network = new(1);
        File.WriteAllBytes(Path1, SafetensorsText.File(
            """{"net.10.bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"net.10.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[8,32]},"net.9.bias":{"dtype":"F32","shape":[3],"data_offsets":[32,44]},"net.9.weight":{"dtype":"F32","shape":[3,2],"data_offsets":[44,68]},"net.9.num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[68,76]}}""",
            [.. SafetensorsText.Bytes<float>(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17), .. new byte[8]]));
        network.Load(Path1, WeightFormat.PyTorch);
        Assert.Equal([12, 14, 16, 13, 15, 17, 9, 10, 11, 3, 6, 4, 7, 5, 8, 1, 2], network.Parameters.ToArray());
    }

    [Fact]
    public void Names_are_given_for_layers_or_blocks()
    {
        Pair network = new(1);
        File.WriteAllBytes(Path1, SafetensorsText.File(
            """{"fc.weight":{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]},"fc.bias":{"dtype":"F32","shape":[3],"data_offsets":[24,36]},"head.w":{"dtype":"F32","shape":[2,3],"data_offsets":[36,60]},"head.b":{"dtype":"F32","shape":[2],"data_offsets":[60,68]},"other":{"dtype":"U8","shape":[2],"data_offsets":[68,70]}}""",
            [.. SafetensorsText.Bytes<float>(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17), 0, 0]));
        network.Load(Path1, WeightFormat.PyTorch, new Dictionary<string, string> { ["dense1"] = "fc", ["dense2.weight"] = "head.w", ["dense2.bias"] = "head.b" });
        Assert.Equal([1, 3, 5, 2, 4, 6, 7, 8, 9, 10, 13, 11, 14, 12, 15, 16, 17], network.Parameters.ToArray());

        Assert.Contains("'fc' is not numbered", Refused(network, WeightFormat.PyTorch), StringComparison.Ordinal);
        Assert.Contains("no name for dense2.weight", Assert.Throws<ArgumentException>(() => network.Load(Path1, WeightFormat.PyTorch, new Dictionary<string, string> { ["dense1"] = "fc" })).Message, StringComparison.Ordinal);
        Assert.Contains("has no dense3", Assert.Throws<ArgumentException>(() => network.Load(Path1, WeightFormat.PyTorch, new Dictionary<string, string> { ["dense1"] = "fc", ["dense2"] = "head", ["dense3"] = "x" })).Message, StringComparison.Ordinal);
        Assert.Contains("lacks 'head.weight', which Pair needs for dense2.weight", Assert.Throws<InvalidDataException>(() => network.Load(Path1, WeightFormat.PyTorch, new Dictionary<string, string> { ["dense1"] = "fc", ["dense2"] = "head" })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => network.Load(Path1, WeightFormat.NnGen, new Dictionary<string, string>()));
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "[1]", "is not {" },
        { "", "headers have 2 to" },
        { "{}x", "malformed at byte" },
        { "{\"a\":}", "malformed at byte 13" },
        { "{\"a\":1}", "at byte 13, a is Number" },
        { "{\"a\":{}}", "'a' lacks dtype" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", "lacks data_offsets" },
        { "{\"a\":{\"dtype\":\"F33\",\"shape\":[1],\"data_offsets\":[0,4]}}", "type 'F33'" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", "a.shape holds something other" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}", "a.shape holds something other" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[[1]],\"data_offsets\":[0,4]}}", "malformed at byte" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,9223372036854775807],\"data_offsets\":[0,4]}}", "more than there are bytes" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}", "takes 4 bytes" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", "takes 4 bytes" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}", "takes 4 bytes" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":1}}", "has 'x'" },
        { "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "'a.dtype' occurs twice" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "'a' occurs twice" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "'b' starts at byte 0 of the data, but the previous block ends at 4" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "'a' starts at byte 4 of the data, but the previous block ends at 0" },
        { "{\"__metadata__\":{\"a\":1}}", "__metadata__.a is Number" },
        { "{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}", "'__metadata__.a' occurs twice" },
        { "{\"__metadata__\":{},\"__metadata__\":{}}", "'__metadata__' occurs twice" },
        { "{\"__metadata__\":{\"a\":{\"b\":{}}}}", "__metadata__.a is StartObject" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "declares 4 bytes of data, but 8 follow" },
        { "{}", "declares 0 bytes of data, but 8 follow" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Malformed_headers_are_refused(string header, string message)
    {
        File.WriteAllBytes(Path1, header.Length == 0 ? SafetensorsText.File(header) : SafetensorsText.File(header, new byte[8]));
        string actual = Refused(new Square(1), WeightFormat.NnGen);
        Assert.Contains(message, actual, StringComparison.Ordinal);
        Assert.StartsWith(Path1, actual, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_are_torn_or_too_long_are_refused()
    {
        Square network = new(1);
        network.Save(Path1);
        byte[] whole = File.ReadAllBytes(Path1);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(Path1, whole[..length]);
            Refused(network, WeightFormat.NnGen);

            // Of a stream nobody knows the end before it comes.
            using OneWay stream = new(whole[..length]);
            Assert.Throws<InvalidDataException>(() => network.Load(stream));
        }
        using OneWay longer = new([.. whole, 1]);
        Assert.Contains("follow its last block", Assert.Throws<InvalidDataException>(() => network.Load(longer)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(Path1, SafetensorsText.File([(byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)'}']));
        Assert.Contains("not UTF-8", Refused(network, WeightFormat.NnGen), StringComparison.Ordinal);
        File.WriteAllBytes(Path1, [255, 255, 255, 255, 255, 255, 255, 127, .. whole]);
        Assert.Contains("should have 9223372036854775807 bytes", Refused(network, WeightFormat.NnGen), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dense1.weight\":{\"dtype\":\"F32\",\"shape\":[2,2]", "dense1.weight\":{\"dtype\":\"F32\",\"shape\":[4,1]", "has the shape [4, 1], but dense1.weight of Square needs [2, 2]")]
    [InlineData("dense1.bias", "dense1.bios", "lacks 'dense1.bias'")]
    [InlineData("\"dense1.bias\":{\"dtype\":\"F32\",\"shape\":[2]", "\"dense1.bias\":{\"dtype\":\"I32\",\"shape\":[2]", "has the type I32, but F32, F16, BF16 or F64")]
    [InlineData("nngen", "other", "format 'other'")]
    [InlineData("\"shape\":[2],\"data_offsets\":[16,24]}", "\"shape\":[2],\"data_offsets\":[16,24]},\"x\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[24,24]}", "contains a block 'x', which Square does not have")]
    public void Files_of_other_networks_are_refused(string from, string to, string message)
    {
        Assert.Contains(from, SquareHeader, StringComparison.Ordinal);
        File.WriteAllBytes(Path1, SafetensorsText.File(SquareHeader.Replace(from, to, StringComparison.Ordinal), new byte[24]));
        Assert.Contains(message, Refused(new Square(1), WeightFormat.NnGen), StringComparison.Ordinal);
    }

    [Fact]
    public void Doubles_beyond_floats_are_refused()
    {
        File.WriteAllBytes(Path1, SafetensorsText.File(
            """{"0.bias":{"dtype":"F64","shape":[2],"data_offsets":[0,16]},"0.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[16,32]}}""",
            [.. SafetensorsText.Bytes(1e300, 1), .. new byte[16]]));
        Assert.Contains("beyond the range of 32-bit floats", Refused(new Square(1), WeightFormat.PyTorch), StringComparison.Ordinal);
    }

    // A folder in the place of the file, a file in the place of the folder, a disk without room: what is there stays, and nothing lies beside it.
    [Fact]
    public void What_cannot_be_saved_leaves_the_old_file()
    {
        Square network = new(1), loaded = new(2);
        Directory.CreateDirectory(Path1);
        Assert.ThrowsAny<Exception>(() => network.Save(Path1));
        Assert.Equal([Path1], Directory.GetFileSystemEntries(_folder));
        Directory.Delete(Path1);
        network.Save(Path1);
        Assert.ThrowsAny<IOException>(() => network.Save(Path.Combine(Path1, "inner")));
        loaded.Load(Path1);
        Assert.Equal(network.Parameters.ToArray(), loaded.Parameters.ToArray());

        using FullDisk disk = new(room: 100);
        Assert.Contains("No space", Assert.Throws<IOException>(() => network.Save(disk)).Message, StringComparison.Ordinal);
    }

    private string Refused<TSelf>(TSelf network, WeightFormat layout)
        where TSelf : class, INetwork<TSelf>
    {
        float[] before = network.Parameters.ToArray();
        string message = Assert.Throws<InvalidDataException>(() => network.Load(Path1, layout)).Message;
        Assert.Equal(before, network.Parameters.ToArray());
        Assert.Contains(Path1, message, StringComparison.Ordinal);
        return message;
    }

    /// <summary>A stream of unknown length that gives a few bytes at a time.</summary>
    private sealed class OneWay(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 7)]);
    }

    /// <summary>A disk that fills up.</summary>
    private sealed class FullDisk(int room) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Length + buffer.Length > room)
            {
                throw new IOException("No space left on device");
            }
            base.Write(buffer);
        }
    }
}
