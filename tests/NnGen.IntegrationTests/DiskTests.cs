using System.Diagnostics;
using NnGen;
using NnGen.Data;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>Disks that are full or may not be written: a small file system in memory, where one may be mounted.</summary>
public sealed class DiskTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    private bool _mounted;

    private string Network => Path.Combine(_folder, "net.safetensors");

    private string Run => Path.Combine(_folder, "run.ckpt");

    public void Dispose()
    {
        if (_mounted)
        {
            Mount("umount", _folder);
        }
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_full_disk_leaves_the_old_files()
    {
        MountSmall();
        Fit();
        using (FileStream filler = File.Create(Path.Combine(_folder, "filler")))
        {
            byte[] page = new byte[4096];
            while (true)
            {
                try
                {
                    filler.Write(page);
                    filler.Flush();
                }
                catch (IOException)
                {
                    break;
                }
            }
        }
        AssertOldFilesStay();
    }

    [Fact]
    public void A_disk_that_may_not_be_written_leaves_the_old_files()
    {
        MountSmall();
        Fit();
        Assert.True(Mount("mount", "-o", "remount,ro", _folder));
        AssertOldFilesStay();
    }

    private void AssertOldFilesStay()
    {
        Dictionary<string, byte[]> before = Files();
        AssertNames(Network, Record.Exception(() => new Square(2).Save(Network)));
        AssertNames(Run, Record.Exception(() => Fit(epochs: 4)));
        Dictionary<string, byte[]> after = Files();
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        Assert.All(before, file => Assert.Equal(file.Value, after[file.Key]));
        Square loaded = new(3);
        loaded.Load(Network);
        Assert.Equal(new Square(1).Parameters.ToArray(), loaded.Parameters.ToArray());
    }

    // The path that the caller gave, and not the temporary file beside it.
    private static void AssertNames(string path, Exception? exception)
    {
        Assert.True(exception is IOException or UnauthorizedAccessException, exception?.ToString() ?? "no exception");
        Assert.StartsWith($"{path} ", exception!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".tmp", exception.Message, StringComparison.Ordinal);
    }

    private Dictionary<string, byte[]> Files() => Directory.GetFiles(_folder).ToDictionary(static path => path, File.ReadAllBytes);

    private void Fit(int epochs = 2)
    {
        if (!File.Exists(Network))
        {
            new Square(1).Save(Network);
        }
        new Square(1).Fit(new Dataset<float>([1, 2], [1, 2], inputLength: 2, targetLength: 2), new FitOptions { Epochs = epochs, Checkpoint = new Checkpoint(Run) { Resume = true } });
    }

    private void MountSmall()
    {
        _mounted = OperatingSystem.IsLinux() && Mount("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", _folder);
        Assert.SkipUnless(_mounted, "A small file system is needed, and only root may mount one.");
    }

    private static bool Mount(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
