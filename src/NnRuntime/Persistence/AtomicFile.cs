namespace NnRuntime.Persistence;

/// <summary>Files that are replaced as a whole: whatever happens, there is the old file or the new one, never half of one.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the file, has the disk keep it, and puts it in the place of the old one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The content cannot be written; an older file is as it was, and nothing is left beside it.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written; an older file is as it was.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        string full = Path.GetFullPath(path);

        // A name of its own: two that save to one path at once do not mix.
        string temporary = $"{full}.{Guid.NewGuid():N}.tmp";
        WriteBeside(temporary, write);
        try
        {
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    /// <summary>Writes like <see cref="Write"/>, and keeps the file that was there as the previous one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="previous">Where the file that was there goes; null if it is replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <remarks>Killed between the two renames, there is no file but the previous one, and that is whole.</remarks>
    public static void Rotate(string path, string? previous, Action<FileStream> write)
    {
        // One name, so that what killed processes leave behind does not pile up.
        string full = Path.GetFullPath(path), temporary = $"{full}.tmp";
        WriteBeside(temporary, write);
        try
        {
            if (previous is not null && File.Exists(full))
            {
                File.Move(full, Path.GetFullPath(previous), overwrite: true);
            }
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    private static void WriteBeside(string temporary, Action<FileStream> write)
    {
        // Outside of what cleans up: if another is writing that file, it is not ours to delete.
        FileStream stream = new(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        bool whole = false;
        try
        {
            using (stream)
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            whole = true;
        }
        finally
        {
            if (!whole)
            {
                TryDelete(temporary);
            }
        }
    }

    // What went wrong before says more than that the rest of it cannot be removed.
    private static void TryDelete(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
