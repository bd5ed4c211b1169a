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
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int EveryEpochs { get; init => field = SettingRange.AtLeast(value, 1); } = 1;

    /// <summary>The steps between two files within an epoch, beside those at the ends of epochs; 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 0.</exception>
    public int EverySteps { get; init => field = SettingRange.AtLeast(value, 0); }

    /// <summary>Makes sure that the file can be written.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not.</exception>
    internal void Check()
    {
        // Before the first step, not when hours later the first file is written.
        AtomicFile.CheckRotate(Path, PreviousPath);
    }
}
