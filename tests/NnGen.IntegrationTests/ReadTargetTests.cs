using NnGen;
using NnGen.Data;

namespace NnGen.IntegrationTests;

/// <summary>What is read may not be a file: no reader waits for a FIFO that nobody writes to.</summary>
public sealed class ReadTargetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string, string> Readers => new MatrixTheoryData<string, string>(
        ["network", "network of PyTorch", "network by names", "preprocessing", "idx", "mnist", "csv", "csv stream", "csv column"],
        ["FIFO", "socket", "character device", "folder"]);

    [Theory]
    [MemberData(nameof(Readers))]
    public void What_is_not_a_file_is_refused(string reader, string kind)
    {
        string path = Path.Combine(_folder, reader == "mnist" ? "train-images-idx3-ubyte" : "special");
        SpecialFiles.Make(kind, path);
        Exception? exception = SpecialFiles.InTime(() => Read(reader, path));
        if (reader == "mnist" && kind == "folder")
        {
            Assert.IsType<FileNotFoundException>(exception);
            return;
        }
        Assert.Contains($"{path} is a {kind}", Assert.IsAssignableFrom<IOException>(exception).Message, StringComparison.Ordinal);
        Assert.IsNotType<FileNotFoundException>(exception);
    }

    // What a link leads to counts.
    [Fact]
    public void Links_are_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links there need a privilege.");
        string file = Path.Combine(_folder, "net"), link = Path.Combine(_folder, "link");
        new Square(1).Save(file);
        File.CreateSymbolicLink(link, "net");
        Square loaded = new(2);
        loaded.Load(link);
        Assert.Equal(new Square(1).Parameters.ToArray(), loaded.Parameters.ToArray());
        File.Delete(file);
        Assert.Throws<FileNotFoundException>(() => loaded.Load(link));
    }

    private void Read(string reader, string path)
    {
        switch (reader)
        {
            case "network":
                new Square(1).Load(path);
                break;
            case "network of PyTorch":
                new Square(1).Load(path, WeightFormat.PyTorch);
                break;
            case "network by names":
                new Square(1).Load(path, WeightFormat.PyTorch, new Dictionary<string, string> { ["dense1"] = "a" });
                break;
            case "preprocessing":
                Preprocessing.Load(path);
                break;
            case "idx":
                IdxFile.Read(path);
                break;
            case "mnist":
                File.WriteAllBytes(Path.Combine(_folder, "train-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, 0]);
                Mnist.LoadTrain(_folder);
                break;
            case "csv":
                CsvFile.LoadRegression(path);
                break;
            case "csv stream":
                CsvFile.StreamRegression(path);
                break;
            default:
                _ = CsvFile.ReadColumn(path, "a").First();
                break;
        }
    }
}
