using System.Diagnostics;
using NnGen;
using NnGen.Training;

namespace NnGen.IntegrationTests;

/// <summary>A checkpoint that was deleted while the one before it is still there.</summary>
public sealed class DeletedCheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nngen-").FullName;
    private readonly FitOptions _options;

    public DeletedCheckpointTests()
    {
        _options = new FitOptions { Epochs = 3, BatchSize = 8, Checkpoint = new Checkpoint(Path) { Resume = true } };
        Fit(_options);
        Assert.True(File.Exists(Previous));
        File.Delete(Path);
    }

    private string Path => System.IO.Path.Combine(_folder, "run.ckpt");

    private string Previous => Path + ".previous";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Somebody who deletes the file wants to begin again, and does not know of the other.
    [Fact]
    public void Another_run_is_told_where_its_checkpoint_comes_from()
    {
        byte[] before = File.ReadAllBytes(Previous);
        string message = Assert.Throws<InvalidDataException>(() => Fit(_options with { Seed = 7 })).Message;
        Assert.StartsWith($"{Path} does not exist. The previous checkpoint, {Previous}, belongs to another run: seed: 0 in the file, 7 here. Delete that file too", message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Previous));

        File.Delete(Previous);
        Assert.Equal(3, Fit(_options with { Seed = 7 }));
    }

    [Fact]
    public void A_damaged_one_is_told_too()
    {
        File.WriteAllText(Path, "nothing");
        string message = Assert.Throws<InvalidDataException>(() => Fit(_options with { Seed = 7 })).Message;
        Assert.StartsWith($"{Path} is not a complete checkpoint", message, StringComparison.Ordinal);
        Assert.Contains($"The previous checkpoint, {Previous}, belongs to another run", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_run_continues_with_a_warning()
    {
        using StringWriter warnings = new();
        using TextWriterTraceListener listener = new(warnings);
        Trace.Listeners.Add(listener);
        try
        {
            Assert.Equal(1, Fit(_options));
        }
        finally
        {
            Trace.Listeners.Remove(listener);
        }
        Assert.Contains($"{Path} does not exist. Continuing from the previous checkpoint, {Previous}", warnings.ToString(), StringComparison.Ordinal);
    }

    // The steps that were taken.
    private static int Fit(FitOptions options)
    {
        int steps = 0;
        new Classifier(1).Fit(FitTests.Clusters(8), options with { OnStep = _ => steps++ });
        return steps;
    }
}
