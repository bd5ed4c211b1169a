using NnGen.Data;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>Which files a checkpoint may replace, and who else writes them.</summary>
public sealed class CheckpointFileTests : IDisposable
{
    private static readonly Dataset<int> s_data = new([.. Enumerable.Range(0, 40).Select(static i => i % 7 / 7f)], [0, 1, 2, 0, 1, 2, 0, 1, 2, 0], 4);

    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    private string File1 => Path.Combine(_folder, "run.ckpt");

    private string File2 => Path.Combine(_folder, "run.ckpt.previous");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_that_is_not_a_checkpoint_is_not_replaced(bool isPrevious)
    {
        string file = isPrevious ? File2 : File1;
        File.WriteAllText(file, "a,b,class\n1,2,x\n");
        Assert.Equal($"{file} is not a checkpoint and would be replaced; give the checkpoint another path, or delete the file.", Assert.Throws<IOException>(() => Fit(File1)).Message);
        Assert.Contains(file, Assert.Throws<InvalidDataException>(() => Fit(File1, resume: true)).Message, StringComparison.Ordinal);
        Assert.Equal("a,b,class\n1,2,x\n", File.ReadAllText(file));
        Assert.Single(Directory.GetFiles(_folder));
    }

    // A network is a safetensors file too.
    [Fact]
    public void A_network_is_not_a_checkpoint()
    {
        FourToThree network = new(3), loaded = new(1);
        network.Save(File1);
        Assert.Throws<IOException>(() => Fit(File1));
        loaded.Load(File1);
        Assert.Equal(network.Parameters.ToArray(), loaded.Parameters.ToArray());
    }

    // What a killed process or a full disk leaves.
    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(100)]
    public void A_damaged_checkpoint_is_replaced_without_Resume(int length)
    {
        Fit(File1);
        File.Delete(File2);
        File.WriteAllBytes(File1, File.ReadAllBytes(File1)[..length]);
        Fit(File1);
        Fit(File1);
        File.WriteAllText(File1, "damaged");
        Fit(File1);
    }

    [Fact]
    public void Two_trainings_do_not_write_one_file_through_a_linked_folder()
    {
        string real = Directory.CreateDirectory(Path.Combine(_folder, "real")).FullName, link = Path.Combine(_folder, "link");
        Directory.CreateSymbolicLink(link, real);
        string message = "";
        Fit(Path.Combine(link, "run.ckpt"), () => message = Record.Exception(() => Fit(Path.Combine(real, "run.ckpt")))?.Message ?? "");
        Assert.Contains("Another training run is writing", message, StringComparison.Ordinal);
        message = "";
        Fit(Path.Combine(real, "other.ckpt"), () => message = Record.Exception(() => Fit(Path.Combine(link, "..", "link", "other.ckpt")))?.Message ?? "");
        Assert.Contains("Another training run is writing", message, StringComparison.Ordinal);
    }

    private static void Fit(string path, Action? first = null, bool resume = false)
    {
        bool isFirst = true;
        new FourToThree(1).Fit(s_data, new FitOptions
        {
            Epochs = 2,
            Checkpoint = new Checkpoint(path) { Resume = resume },
            OnStep = _ =>
            {
                if (isFirst)
                {
                    isFirst = false;
                    first?.Invoke();
                }
            },
        });
    }
}
