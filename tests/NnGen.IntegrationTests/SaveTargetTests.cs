using NnGen;
using NnGen.Data;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>What is in the place where a file is saved: links, permissions, devices, folders.</summary>
public sealed class SaveTargetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;

    private readonly Square _network = new(1);

    public void Dispose()
    {
        SpecialFiles.Run("chmod", "-R", "u+rwx", _folder);
        Directory.Delete(_folder, recursive: true);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void AssertSaved(string path, Square network)
    {
        Square loaded = new(9);
        loaded.Load(path);
        Assert.Equal(network.Parameters.ToArray(), loaded.Parameters.ToArray());
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(_folder, "*", SearchOption.AllDirectories), static entry => entry.EndsWith(".tmp", StringComparison.Ordinal));
    }

    private static void SkipOnWindows() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no permission bits, and links there need a privilege.");

    // target is the text of the link, file the place that it leads to.
    [Theory]
    [InlineData("there.safetensors", "there.safetensors", true)]
    [InlineData("there.safetensors", "there.safetensors", false)]
    [InlineData("inner/there.safetensors", "inner/there.safetensors", true)]
    [InlineData("inner/../inner/there.safetensors", "inner/there.safetensors", false)]
    [InlineData("second", "inner/there.safetensors", true)]
    [InlineData("second", "inner/there.safetensors", false)]
    [InlineData("far/../there.safetensors", "inner/there.safetensors", true)]
    [InlineData("far/../there.safetensors", "inner/there.safetensors", false)]
    public void A_link_stays_and_its_target_is_written(string target, string file, bool exists)
    {
        SkipOnWindows();
        Directory.CreateDirectory(At("inner/deep"));
        File.CreateSymbolicLink(At("second"), "inner/third");
        File.CreateSymbolicLink(At("inner/third"), At("inner/there.safetensors"));

        // "far/.." is inner, and not the folder that "far" is in.
        File.CreateSymbolicLink(At("far"), "inner/deep");
        File.CreateSymbolicLink(At("net"), target);
        if (exists)
        {
            new Square(2).Save(At(file));
        }
        _network.Save(At("net"));
        Assert.Equal(target, new FileInfo(At("net")).LinkTarget);
        Assert.Null(new FileInfo(At(file)).LinkTarget);
        AssertSaved(At(file), _network);
        AssertSaved(At("net"), _network);
    }

    [Fact]
    public void Links_that_lead_nowhere_are_refused()
    {
        SkipOnWindows();
        File.CreateSymbolicLink(At("a"), "b");
        File.CreateSymbolicLink(At("b"), "a");
        Assert.Contains(At("a"), Assert.ThrowsAny<IOException>(() => _network.Save(At("a"))).Message, StringComparison.Ordinal);
        Assert.Equal("b", new FileInfo(At("a")).LinkTarget);
        File.CreateSymbolicLink(At("c"), "missing/net.safetensors");
        Assert.Contains(At("missing"), Assert.Throws<DirectoryNotFoundException>(() => _network.Save(At("c"))).Message, StringComparison.Ordinal);
        Assert.Equal("missing/net.safetensors", new FileInfo(At("c")).LinkTarget);
        Assert.Equal(3, Directory.GetFileSystemEntries(_folder).Length);
    }

    // The caller knows the path, not the temporary file beside it.
    [Fact]
    public void A_folder_that_does_not_exist_is_named_with_the_path()
    {
        string path = At("missing/net.safetensors");
        foreach (Action save in new Action[] { () => _network.Save(path), () => new TrainingHistory { Epochs = [] }.SaveCsv(path), () => new TrainingHistory { Epochs = [] }.SaveJson(path) })
        {
            string message = Assert.Throws<DirectoryNotFoundException>(save).Message;
            Assert.Equal($"{path} cannot be written: the folder {At("missing")} does not exist. Create it first, or save to another folder.", message);
        }
        File.WriteAllText(At("file"), "");
        Assert.Contains($"the folder {At("file")} does not exist", Assert.Throws<DirectoryNotFoundException>(() => _network.Save(At("file/net.safetensors"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("600")]
    [InlineData("640")]
    [InlineData("664")]
    [InlineData("755")]
    public void Permissions_are_kept(string mode)
    {
        SkipOnWindows();
        new Square(2).Save(At("net"));
        Assert.True(SpecialFiles.Run("chmod", mode, At("net")).Ok);
        _network.Save(At("net"));
        Assert.Equal($"regular file {mode}", SpecialFiles.Describe(At("net")));
        AssertSaved(At("net"), _network);
    }

    [Fact]
    public void The_owner_is_kept_where_it_can_be()
    {
        new Square(2).Save(At("net"));
        Assert.SkipUnless(!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess && SpecialFiles.Run("chown", "1234:5678", At("net")).Ok, "Only root may give files away.");
        Assert.True(SpecialFiles.Run("chmod", "600", At("net")).Ok);
        _network.Save(At("net"));
        Assert.Equal(("1234:5678", "regular file 600"), (SpecialFiles.Owner(At("net")), SpecialFiles.Describe(At("net"))));
    }

    [Theory]
    [InlineData("FIFO", "fifo")]
    [InlineData("socket", "socket")]
    [InlineData("character device", "character special file")]
    [InlineData("folder", "directory")]
    public void What_is_not_a_file_is_refused_and_stays(string kind, string type)
    {
        SpecialFiles.Make(kind, At("special"));
        File.CreateSymbolicLink(At("link"), "special");
        foreach (string path in new[] { At("special"), At("link") })
        {
            string before = SpecialFiles.Describe(At("special"));
            Exception? exception = SpecialFiles.InTime(() => _network.Save(path));
            Assert.Contains($"is a {kind}", Assert.IsAssignableFrom<IOException>(exception).Message, StringComparison.Ordinal);
            Assert.Contains(path, exception!.Message, StringComparison.Ordinal);
            Assert.Equal(before, SpecialFiles.Describe(At("special")));
            Assert.StartsWith(type, before, StringComparison.Ordinal);
            Assert.ThrowsAny<IOException>(() => new TrainingHistory { Epochs = [] }.SaveCsv(path));
            Assert.ThrowsAny<IOException>(() => new TrainingHistory { Epochs = [] }.SaveJson(path));
        }
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder).Length);
    }

    // The other name keeps what it had: a file that is replaced as a whole is another file.
    [Fact]
    public void Another_name_of_the_file_keeps_the_old_content()
    {
        SkipOnWindows();
        Square old = new(2);
        old.Save(At("net"));
        Assert.True(SpecialFiles.Run("ln", At("net"), At("other")).Ok);
        _network.Save(At("net"));
        AssertSaved(At("net"), _network);
        AssertSaved(At("other"), old);
    }

    [Fact]
    public void A_file_that_may_not_be_written_is_refused()
    {
        Square old = new(2);
        old.Save(At("net"));
        Assert.SkipWhen(Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows(), "Root may write every file.");
        File.SetAttributes(At("net"), FileAttributes.ReadOnly);
        try
        {
            Assert.Contains(At("net"), Assert.Throws<UnauthorizedAccessException>(() => _network.Save(At("net"))).Message, StringComparison.Ordinal);
            AssertSaved(At("net"), old);
        }
        finally
        {
            File.SetAttributes(At("net"), FileAttributes.Normal);
        }
    }

    [Fact]
    public void Names_may_be_as_long_as_the_system_allows()
    {
        string path = At(new string('n', 255));
        _network.Save(path);
        _network.Save(path);
        AssertSaved(path, _network);
    }

    [Fact]
    public void Histories_follow_links_too()
    {
        SkipOnWindows();
        File.WriteAllText(At("history.csv"), "old");
        File.CreateSymbolicLink(At("link.csv"), "history.csv");
        new TrainingHistory { Epochs = [] }.SaveCsv(At("link.csv"));
        Assert.Equal("history.csv", new FileInfo(At("link.csv")).LinkTarget);
        Assert.StartsWith("epoch,loss", File.ReadAllText(At("history.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoints_follow_links_and_keep_permissions()
    {
        SkipOnWindows();
        Directory.CreateDirectory(At("disk"));
        File.CreateSymbolicLink(At("run.ckpt"), "disk/run.ckpt");
        Train(At("run.ckpt"), epochs: 1);
        Assert.True(SpecialFiles.Run("chmod", "600", At("disk/run.ckpt")).Ok);
        Train(At("run.ckpt"), epochs: 3);
        Assert.Equal("disk/run.ckpt", new FileInfo(At("run.ckpt")).LinkTarget);
        Assert.Equal("regular file 600", SpecialFiles.Describe(At("disk/run.ckpt")));
        Assert.Equal("regular file 600", SpecialFiles.Describe(At("run.ckpt.previous")));
        Assert.Equal(["run.ckpt"], Directory.GetFileSystemEntries(At("disk")).Select(Path.GetFileName));

        // Both files are whole, and either is enough to continue.
        File.Delete(At("disk/run.ckpt"));
        Assert.Equal(1, Train(At("run.ckpt"), epochs: 3));
        File.WriteAllBytes(At("run.ckpt.previous"), [1]);
        Assert.Equal(0, Train(At("run.ckpt"), epochs: 3));
    }

    public static TheoryData<string> Impossible => ["missing/run.ckpt", "file/run.ckpt", "FIFO", "character device", "folder", "previous is a folder", "looped", "long", "folder/"];

    [Theory]
    [MemberData(nameof(Impossible))]
    public void A_checkpoint_that_cannot_be_written_is_told_before_the_first_step(string path)
    {
        SkipOnWindows();
        File.WriteAllText(At("file"), "");
        string checkpoint = path;
        switch (path)
        {
            case "FIFO" or "character device" or "folder":
                SpecialFiles.Make(path, At(path));
                break;
            case "folder/":
                Directory.CreateDirectory(At("folder"));
                break;
            case "previous is a folder":
                checkpoint = "run.ckpt";
                Directory.CreateDirectory(At("run.ckpt.previous"));
                break;
            case "looped":
                File.CreateSymbolicLink(At("looped"), "looped");
                break;
            case "long":
                checkpoint = new string('n', 250);
                break;
        }
        string[] before = Directory.GetFileSystemEntries(_folder);
        int steps = 0;
        foreach (bool resume in new[] { false, true })
        {
            Exception? exception = SpecialFiles.InTime(() => steps = Train(At(checkpoint), epochs: 2, resume, () => steps++));
            Assert.IsAssignableFrom<IOException>(exception);
            Assert.Contains(_folder, exception!.Message, StringComparison.Ordinal);
        }
        Assert.Equal(0, steps);
        Assert.Equal(before, Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_checkpoint_in_a_folder_that_may_not_be_written_is_told_before_the_first_step()
    {
        SkipOnWindows();
        string folder = "/proc/self";
        if (!Environment.IsPrivilegedProcess)
        {
            folder = At("closed");
            Directory.CreateDirectory(folder);
            Assert.True(SpecialFiles.Run("chmod", "500", folder).Ok);
        }
        int steps = 0;
        Exception? exception = Record.Exception(() => Train(Path.Combine(folder, "run.ckpt"), epochs: 2, resume: false, () => steps++));
        Assert.True(exception is IOException or UnauthorizedAccessException);
        Assert.Equal(0, steps);
    }

    // The number of steps that were taken.
    private static int Train(string checkpoint, int epochs, bool resume = true, Action? onStep = null)
    {
        int steps = 0;
        new Square(1).Fit(new Dataset<float>([1, 2], [1, 2], inputLength: 2, targetLength: 2), new FitOptions
        {
            Epochs = epochs,
            Checkpoint = new Checkpoint(checkpoint) { Resume = resume },
            OnStep = _ =>
            {
                steps++;
                onStep?.Invoke();
            },
        });
        return steps;
    }
}
