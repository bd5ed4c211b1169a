using NnGen.Persistence;

namespace NnGen.Training;

/// <summary>A file from which a training goes on as if it had never stopped: with the same data and options it ends with the same bits.</summary>
/// <remarks>The file is written beside the old one, flushed to the disk and renamed; the one before it is kept as <see cref="PreviousPath"/>. A file
/// that is torn or damaged is noticed by its checksum, and the previous one is taken. It is written while
/// the training continues, from a copy in memory; Fit returns when the last file is there. A cancelled training writes where it is.</remarks>
public sealed class Checkpoint
{
    /// <summary>Names the file.</summary>
    /// <param name="path">The file, such as "digits.ckpt"; its folder exists.</param>
    public Checkpoint(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The file before it.</summary>
    public string PreviousPath => Path + ".previous";

    /// <summary>Whether to go on from the file if there is one. Otherwise the training begins anew and replaces it.</summary>
    public bool Resume { get; init; }

    /// <summary>The epochs between two files, at least 1.</summary>
    public int EveryEpochs { get; init; } = 1;

    /// <summary>The steps between two files within an epoch, beside those at the ends of epochs; 0 for none.</summary>
    public int EverySteps { get; init; }

    internal void Check()
    {
        if (EveryEpochs < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(EveryEpochs), EveryEpochs, $"There cannot be {EveryEpochs} epochs between two checkpoints; 1 writes after every epoch.");
        }
        if (EverySteps < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(EverySteps), EverySteps, $"There cannot be {EverySteps} steps between two checkpoints; 0 writes none within an epoch.");
        }

        // Before the first step, not when hours later the first file is written.
        if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path)) is { } folder && !Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"The checkpoint {Path} cannot be written: there is no folder {folder}. Make it first.");
        }
        AtomicFile.CheckRotate(Path, PreviousPath);
    }
}
