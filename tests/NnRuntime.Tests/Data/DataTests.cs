using System.IO.Compression;
using NnGen.Data;

namespace NnGen.Tests;

/// <summary>Datasets and the files they come from.</summary>
public sealed class DataTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Batches_hold_every_sample_once_in_the_order_of_the_seed()
    {
        Dataset<int> data = new([.. Enumerable.Range(0, 14).Select(static i => (float)i)], [.. Enumerable.Range(0, 7)], inputLength: 2);
        List<int> Order(int seed)
        {
            List<int> order = [];
            foreach (Batch<int> batch in data.Batches(3, seed))
            {
                for (int i = 0; i < batch.Count; i++)
                {
                    Assert.Equal(2 * batch.Targets[i], batch.Inputs[2 * i]);
                    order.Add(batch.Targets[i]);
                }
            }
            return order;
        }

        Assert.Equal(Enumerable.Range(0, 7), Order(1).Order());
        Assert.Equal(Order(1), Order(1));
        Assert.NotEqual(Order(1), Order(2));
        Assert.Equal(3, data.Batches(3).Count);
    }

    [Fact]
    public void Split_shares_out_every_sample()
    {
        Dataset<int> data = new(new float[10], [.. Enumerable.Range(0, 10)], inputLength: 1);
        (Dataset<int> first, Dataset<int> second) = data.Split(0.7, seed: 3);
        Assert.Equal((7, 3), (first.Count, second.Count));
        Assert.Equal(Enumerable.Range(0, 10), first.Targets.ToArray().Concat(second.Targets.ToArray()).Order());
    }

    [Fact]
    public void Lengths_that_do_not_belong_together_are_refused()
    {
        Assert.Throws<ArgumentException>(static () => new Dataset<int>(new float[5], new int[2], inputLength: 2));
        Assert.Throws<ArgumentException>(static () => new Dataset<int>(new float[4], new int[3], inputLength: 2));
    }

    [Fact]
    public void Idx_files_are_read_plain_and_compressed()
    {
        byte[] bytes = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6];
        string plain = Path.Combine(_folder, "plain"), compressed = Path.Combine(_folder, "file.gz");
        File.WriteAllBytes(plain, bytes);
        using (GZipStream stream = new(File.Create(compressed), CompressionMode.Compress))
        {
            stream.Write(bytes);
        }
        foreach (string path in new[] { plain, compressed })
        {
            IdxFile file = IdxFile.Read(path);
            Assert.Equal([2, 3], file.Dimensions);
            Assert.Equal([1, 2, 3, 4, 5, 6], file.Values.ToArray());
        }
    }

    [Theory]
    [InlineData(new byte[] { 0, 0 }, "header")]
    [InlineData(new byte[] { 1, 0, 8, 1, 0, 0, 0, 1, 9 }, "starts with")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 2, 9 }, "declares 2 bytes, but contains 1")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 9, 9 }, "contains more")]
    [InlineData(new byte[] { 0, 0, 8, 2, 127, 255, 255, 255, 127, 255, 255, 255 }, "more elements than one array")]
    public void Damaged_idx_files_are_refused(byte[] bytes, string message)
    {
        string path = Path.Combine(_folder, "damaged");
        File.WriteAllBytes(path, bytes);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => IdxFile.Read(path));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_gives_inputs_and_named_classes()
    {
        string path = Path.Combine(_folder, "flowers.csv");
        File.WriteAllText(path, "a,kind,b\n1.5,\"lily, white\",2\n3,rose,-4e1\n5,rose,6\n");
        Dataset<int> data = CsvFile.LoadClassification(path, new CsvOptions { TargetColumns = ["kind"] });
        Assert.Equal([1.5f, 2, 3, -40, 5, 6], data.Inputs.ToArray());
        Assert.Equal([0, 1, 1], data.Targets.ToArray());
        Assert.Equal(["lily, white", "rose"], data.ClassNames);
    }

    [Fact]
    public void Csv_without_header_gives_numbers_to_predict()
    {
        string path = Path.Combine(_folder, "numbers.csv");
        File.WriteAllText(path, "1;2;3\n4;5;6\n");
        Dataset<float> data = CsvFile.LoadRegression(path, new CsvOptions { HasHeader = false, Separator = ';' });
        Assert.Equal([1, 2, 4, 5], data.Inputs.ToArray());
        Assert.Equal([3f, 6f], data.Targets.ToArray());
    }

    [Theory]
    [InlineData("a,b\n1,2\n,3\n", "line 3, column a: the value is missing")]
    [InlineData("a,b\n1,2\nx,3\n", "line 3, column a: 'x' is not a finite number")]
    public void Csv_errors_name_line_and_column(string text, string message)
    {
        string path = Path.Combine(_folder, "wrong.csv");
        File.WriteAllText(path, text);
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => CsvFile.LoadRegression(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mnist_is_read_from_its_files()
    {
        string? folder = Environment.GetEnvironmentVariable("NNGEN_DATA");
        Assert.SkipWhen(folder is null, "NNGEN_DATA names no folder with mnist/.");
        Dataset<int> test = Mnist.LoadTest(Path.Combine(folder, "mnist"));
        Assert.Equal((10_000, 784), (test.Count, test.InputLength));
        Assert.Equal([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009], Enumerable.Range(0, 10).Select(digit => test.Targets.Count(digit)));
        Assert.Equal(0.1325, test.Inputs.ToArray().Average(), 1e-4);
    }

    [Fact]
    public void A_missing_file_of_mnist_is_named()
    {
        Assert.Contains("train-images-idx3-ubyte.gz", Assert.Throws<FileNotFoundException>(() => Mnist.LoadTrain(_folder)).Message, StringComparison.Ordinal);
    }
}
