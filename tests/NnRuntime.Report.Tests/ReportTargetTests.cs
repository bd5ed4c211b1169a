using System.Diagnostics;
using Networks;
using NnGen.Data;
using NnGen.Training;

namespace NnGen.Report.Tests;

/// <summary>Pages are written like networks: through links, with the permissions of the old page, and never in the place of a device.</summary>
public sealed class ReportTargetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Save(string path) =>
        new BinaryNet(1).SaveReport(path, new TrainingHistory { Epochs = [] }, new Dataset<float>([0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0], 2));

    [Fact]
    public void A_link_and_permissions_stay()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no permission bits, and links there need a privilege.");
            return;
        }
        string page = Path.Combine(_folder, "page.html"), link = Path.Combine(_folder, "link.html");
        File.WriteAllText(page, "old");
        File.SetUnixFileMode(page, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(link, "page.html");
        Save(link);
        Assert.Equal("page.html", new FileInfo(link).LinkTarget);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(page));
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder).Length);
    }

    [Fact]
    public void A_fifo_and_a_folder_are_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no FIFOs in folders.");
        string fifo = Path.Combine(_folder, "fifo");
        using (Process process = Process.Start("mkfifo", fifo))
        {
            process.WaitForExit();
        }
        Assert.Contains("is a FIFO", Assert.Throws<IOException>(() => Save(fifo)).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => Save(_folder)).Message, StringComparison.Ordinal);
        Assert.Equal([fifo], Directory.GetFileSystemEntries(_folder));
    }
}
