namespace NnGen.Persistence;

/// <summary>Files that are replaced as a whole: after a crash there is the old file or the new one, never half of one.</summary>
/// <remarks>A link is followed, and permissions are kept. Other names of the same file (hard links) keep the old content, since the new file
/// is another one; so do access control lists and extended attributes, which are not copied.</remarks>
internal static class AtomicFile
{
    private const string Temporary = ".tmp";

    /// <summary>Writes the content to a new file in the same folder, flushes it to the disk, and replaces the old file with it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The path does not name a regular file, or the content cannot be written; an older file is as it was, and no other file is left.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written; an older file is as it was.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        SaveTarget target = SaveTarget.Of(path);
        Write(path, target, target.Status, write);
    }

    /// <summary>Writes like <see cref="Write(string, Action{FileStream})"/>, and keeps the file that was there as the previous one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="previous">Where the file that was there goes; null if it is replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <remarks>Killed between the two renames, there is only the previous file, and that is whole.</remarks>
    public static void Rotate(string path, string? previous, Action<FileStream> write)
    {
        SaveTarget target = SaveTarget.Of(path);
        SaveTarget? kept = previous is null ? null : SaveTarget.Of(previous);
        string temporary = TemporaryOf(target);
        WriteTemporary(path, target, temporary, target.Exists ? target.Status : kept?.Status ?? target.Status, write);
        try
        {
            if (kept is not null && target.Exists)
            {
                if (kept.Folder == target.Folder)
                {
                    File.Move(target.Path, kept.Path, overwrite: true);
                }
                else
                {
                    // A link leads to another folder, perhaps on another disk: nothing can be moved there at once.
                    Write(previous!, kept, target.Status, stream =>
                    {
                        using FileStream old = InputFile.OpenRead(target.Path);
                        old.CopyTo(stream);
                    });
                }
            }
            File.Move(temporary, target.Path, overwrite: true);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
        Flush(target);
    }

    /// <summary>Makes sure that <see cref="Rotate"/> can write, without changing a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="previous">Where the file that was there goes.</param>
    /// <exception cref="IOException">It cannot.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or a file may not be written.</exception>
    public static void CheckRotate(string path, string previous)
    {
        SaveTarget target = SaveTarget.Of(path);
        SaveTarget.Of(previous);
        string temporary = TemporaryOf(target);
        using (Open(path, target, temporary, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None }))
        {
        }
        TryDelete(temporary);
    }

    // One name, so that what killed processes leave does not pile up; never through a link that somebody put there.
    private static string TemporaryOf(SaveTarget target)
    {
        string temporary = target.Beside(Temporary);
        return FileStatus.Of(temporary).Kind is FileKind.File or FileKind.Missing && new FileInfo(temporary).LinkTarget is null
            ? temporary
            : throw new IOException($"{target.Path} cannot be written: {temporary}, where it is written first, is not a regular file; remove it.");
    }

    private static void Write(string path, SaveTarget target, FileStatus old, Action<FileStream> write)
    {
        // A name of its own: two that save to one path at once do not mix.
        string temporary = target.Beside($".{Guid.NewGuid():N}{Temporary}");
        WriteTemporary(path, target, temporary, old, write);
        try
        {
            File.Move(temporary, target.Path, overwrite: true);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
        Flush(target);
    }

    private static void WriteTemporary(string path, SaveTarget target, string temporary, FileStatus old, Action<FileStream> write)
    {
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows() && old.Kind == FileKind.File)
        {
            // Nobody else reads it before it has the permissions of the old file.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // Outside of what cleans up: if another is writing that file, it is not ours to delete.
        FileStream stream = Open(path, target, temporary, options);
        bool whole = false;
        try
        {
            using (stream)
            {
                SaveTarget.KeepPermissions(stream, old);
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            whole = true;
        }
        catch (IOException exception) when (exception.Message.Contains(temporary, StringComparison.Ordinal))
        {
            throw Failure(path, temporary, exception);
        }
        finally
        {
            if (!whole)
            {
                TryDelete(temporary);
            }
        }
    }

    // Callers know the path that they gave, and not the temporary file beside it.
    private static FileStream Open(string path, SaveTarget target, string temporary, FileStreamOptions options)
    {
        try
        {
            return new FileStream(temporary, options);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new UnauthorizedAccessException($"{path} cannot be written: this process may not create files in the folder {target.Folder}. Change the permissions of the folder, or save to another one.", exception);
        }
        catch (IOException exception)
        {
            throw Failure(path, temporary, exception);
        }
    }

    private static IOException Failure(string path, string temporary, IOException exception)
    {
        string reason = exception.Message.Replace($" : '{temporary}'", "", StringComparison.Ordinal).Replace(temporary, path, StringComparison.Ordinal).TrimEnd('.');
        return new IOException($"{path} cannot be written: {reason}. Save to another folder, or remove the cause and save again.", exception);
    }

    private static void Flush(SaveTarget target)
    {
        if (!OperatingSystem.IsWindows())
        {
            LibC.FlushFolder(target.Folder);
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
