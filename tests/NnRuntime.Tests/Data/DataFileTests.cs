using System.Buffers.Binary;
using System.IO.Compression;
using NnGen.Data;

namespace NnGen.Tests;

/// <summary>IDX and MNIST files, compressed or not, whole or not, under the names that are in use.</summary>
public sealed class DataFileTests : IDisposable
{
    private const string Images = "train-images-idx3-ubyte", Labels = "train-labels-idx1-ubyte";

    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);

    private static byte[] Idx(uint[] dimensions, params byte[] values)
    {
        byte[] file = new byte[4 + (4 * dimensions.Length)];
        (file[2], file[3]) = (8, (byte)dimensions.Length);
        for (int i = 0; i < dimensions.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(4 + (4 * i)), dimensions[i]);
        }
        return [.. file, .. values];
    }

    private static byte[] Gzip(byte[] content, CompressionLevel level = CompressionLevel.Optimal)
    {
        using MemoryStream compressed = new();
        using (GZipStream stream = new(compressed, level))
        {
            stream.Write(content);
        }
        return compressed.ToArray();
    }

    private string Refused(byte[] file)
    {
        File.WriteAllBytes(At("file"), file);
        string message = Assert.Throws<InvalidDataException>(() => IdxFile.Read(At("file"))).Message;
        Assert.Contains(At("file"), message, StringComparison.Ordinal);
        return message;
    }

    private byte[] Read(byte[] file)
    {
        File.WriteAllBytes(At("file"), file);
        return IdxFile.Read(At("file")).Values.ToArray();
    }

    // The sample that a name gives is its own number of pixels: 1 for the first name, 2 for the second …
    [Theory]
    [InlineData(1, "train-images-idx3-ubyte", "train-images-idx3-ubyte.gz", "train-images.idx3-ubyte", "train-images.idx3-ubyte.gz")]
    [InlineData(2, null, "train-images-idx3-ubyte.gz", "train-images.idx3-ubyte", "train-images.idx3-ubyte.gz")]
    [InlineData(3, null, null, "train-images.idx3-ubyte", "train-images.idx3-ubyte.gz")]
    [InlineData(4, null, null, null, "train-images.idx3-ubyte.gz")]
    public void Mnist_is_found_under_its_names(int expected, params string?[] names)
    {
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i] is { } name)
            {
                byte[] content = Idx([1, 1, (uint)(i + 1)], new byte[i + 1]);
                File.WriteAllBytes(At(name), name.EndsWith(".gz", StringComparison.Ordinal) ? Gzip(content) : content);
            }
        }
        File.WriteAllBytes(At("train-labels.idx1-ubyte"), Idx([1], 7));
        Dataset<int> data = Mnist.LoadTrain(_folder);
        Assert.Equal((1, expected, 7), (data.Count, data.InputLength, data.Targets[0]));
    }

    // As one archive of MNIST unpacks: folders with the name with a dash, and the files with a dot beside them.
    [Fact]
    public void A_folder_is_not_a_file_of_mnist()
    {
        Directory.CreateDirectory(At(Images));
        File.WriteAllBytes(At("train-images.idx3-ubyte"), Idx([1, 1, 1], 255));
        File.WriteAllBytes(At(Labels), Idx([1], 3));
        Assert.Equal(1f, Mnist.LoadTrain(_folder).Inputs[0]);
    }

    [Theory]
    [InlineData(0, int.MaxValue, int.MaxValue)]
    [InlineData(0, 65536, 65536)]
    [InlineData(0, 1, uint.MaxValue)]
    [InlineData(2, 0, 28)]
    [InlineData(0, 28, 0)]
    public void Sizes_of_images_that_are_impossible_are_refused(uint count, uint height, uint width)
    {
        File.WriteAllBytes(At(Images), Idx([count, height, width]));
        File.WriteAllBytes(At(Labels), Idx([count], new byte[count]));
        string message = Assert.Throws<InvalidDataException>(() => Mnist.LoadTrain(_folder)).Message;
        Assert.Contains(At(Images), message, StringComparison.Ordinal);
        Assert.Contains($"{count}×{height}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_image_at_all_is_an_empty_dataset()
    {
        File.WriteAllBytes(At(Images), Idx([0, 28, 28]));
        File.WriteAllBytes(At(Labels), Idx([0]));
        Assert.Equal((0, 784), (Mnist.LoadTrain(_folder).Count, Mnist.LoadTrain(_folder).InputLength));
    }

    [Theory]
    [InlineData(0x09, "signed bytes (09)")]
    [InlineData(0x0B, "16-bit integers (0B)")]
    [InlineData(0x0C, "32-bit integers (0C)")]
    [InlineData(0x0D, "32-bit floats (0D)")]
    [InlineData(0x0E, "64-bit floats (0E)")]
    [InlineData(0x42, "the unknown type 42")]
    public void Other_types_of_idx_are_named(byte type, string text)
    {
        byte[] file = Idx([1], 1);
        file[2] = type;
        Assert.Contains(text, Refused(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_files_are_refused()
    {
        Assert.Contains("ends within its header", Refused([]), StringComparison.Ordinal);
        Assert.Contains("ends within its header", Refused([0x1F]), StringComparison.Ordinal);
        Assert.Contains("ends within its header", Refused(Gzip([])), StringComparison.Ordinal);
    }

    // However much of the end is missing: nothing but the trailer, or some of the content.
    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.NoCompression)]
    public void Gzip_that_is_cut_off_is_refused(CompressionLevel level)
    {
        byte[] whole = Gzip(Idx([64], [.. Enumerable.Range(0, 64).Select(static i => (byte)i)]), level);
        Assert.Equal(64, Read(whole).Length);
        for (int length = 2; length < whole.Length; length++)
        {
            Refused(whole[..length]);
        }
    }

    [Theory]
    [InlineData(-8)]   // the checksum
    [InlineData(-4)]   // the length
    [InlineData(-1)]
    public void Gzip_with_a_wrong_trailer_is_refused(int at)
    {
        byte[] file = Gzip(Idx([3], 1, 2, 3));
        file[^-at] ^= 1;
        Refused(file);
    }

    [Fact]
    public void Bytes_that_follow_gzip_are_refused()
    {
        byte[] file = Gzip(Idx([3], 1, 2, 3));
        Assert.Contains("other bytes follow", Refused([.. file, 0]), StringComparison.Ordinal);
        Refused([.. file, 1, 2, 3]);
        Refused([.. file, 0x1F]);
        Refused([.. file, 0x1F, 0x8B]);
    }

    // As gzip writes when files are joined.
    [Fact]
    public void Gzip_of_several_members_is_read_as_one()
    {
        byte[] content = Idx([6], 1, 2, 3, 4, 5, 6);
        byte[] joined = [.. Gzip(content[..5]), .. Gzip([]), .. Gzip(content[5..])];
        Assert.Equal([1, 2, 3, 4, 5, 6], Read(joined));
        for (int length = 2; length < joined.Length; length++)
        {
            Refused(joined[..length]);
        }
    }

    // Longer than every buffer, and read in pieces of several lengths.
    [Fact]
    public void Long_gzip_files_are_read_whole()
    {
        byte[] values = new byte[300_000];
        new Random(1).NextBytes(values);
        Assert.Equal(values, Read(Gzip(Idx([300_000], values))));
        string text = "a,b\n" + string.Concat(Enumerable.Range(0, 50_000).Select(static i => $"{i},{i}\n"));
        File.WriteAllBytes(At("long.csv.gz"), Gzip(System.Text.Encoding.UTF8.GetBytes(text)));
        Dataset<float> data = CsvFile.LoadRegression(At("long.csv.gz"));
        Assert.Equal(Enumerable.Range(0, 50_000).Select(static i => (float)i), data.Inputs.ToArray());
        Assert.Equal(data.Inputs.ToArray(), data.Targets.ToArray());
    }
}
