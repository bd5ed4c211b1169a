using NnGen.Files;
using NnGen.Safetensors;

namespace NnGen.Training;

/// <summary>A file from which a training run can be resumed as if it had never stopped: with the same data and options, it ends with the same bits.</summary>
/// <remarks>A new file is written to the same folder, flushed to the disk and renamed; the existing one is kept as <see cref="PreviousPath"/>. An incomplete
/// or damaged file is detected by its checksum, and the previous one is used instead. The file is written from a copy in memory while training continues; Fit
/// returns after the last file has been written. A cancelled run writes its current position.</remarks>
public sealed class Checkpoint
{
    /// <summary>Creates a checkpoint at a path.</summary>
    /// <param name="path">The file, such as "digits.ckpt"; its folder must exist.</param>
    public Checkpoint(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
    }

    /// <summary>Gets the path of the file.</summary>
    public string Path { get; }

    /// <summary>Gets the path of the previous file.</summary>
    public string PreviousPath => Path + ".previous";

    /// <summary>Gets whether to resume from the file if it exists. Otherwise the run starts from the beginning and replaces the file. A file
    /// that is not a checkpoint is never replaced.</summary>
    public bool Resume { get; init; }

    /// <summary>Gets the number of epochs between two files, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int EveryEpochs { get; init => field = SettingRange.AtLeast(value, 1); } = 1;

    /// <summary>Gets the number of steps between two files within an epoch, in addition to those at the ends of epochs; 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 0.</exception>
    public int EverySteps { get; init => field = SettingRange.AtLeast(value, 0); }

    /// <summary>Checks that the file can be written.</summary>
    /// <exception cref="IOException">The file cannot be written, or would replace a file that is not a checkpoint.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not write the file.</exception>
    internal void Check()
    {
        // Fails before the first step instead of hours later, when the first file is written.
        AtomicFile.CheckRotate(Path, PreviousPath);

        // A resumed run reads the files, and reports those that are not checkpoints. If one of the two begins like a checkpoint, the other one is a damaged checkpoint.
        if (Resume)
        {
            return;
        }
        string[] files = [.. new[] { Path, PreviousPath }.Where(static file => InputFile.Exists(file) && new FileInfo(SaveTarget.Of(file).Path).Length > 0)];
        if (files.Length > 0 && !files.Any(CheckpointContent.IsBegun))
        {
            throw new IOException($"{files[0]} is not a checkpoint and would be replaced; give the checkpoint another path, or delete the file.");
        }
    }
}
