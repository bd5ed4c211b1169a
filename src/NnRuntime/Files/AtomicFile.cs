namespace NnGen.Files;

/// <summary>Replaces files atomically: after a crash, either the old or the new file exists, never a partial one.</summary>
/// <remarks>Symbolic links are followed, and permissions are kept. Other names of the same file (hard links) keep the old content, since the new content is a
/// different file. Access control lists and extended attributes are not copied.</remarks>
internal static class AtomicFile
{
    private const string Temporary = ".tmp";

    /// <summary>Writes the content to a new file in the same folder, flushes it to the disk, and replaces the old file with it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The path does not name a regular file, or the content cannot be written. An existing file is unchanged, and no other
    /// file is left.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not write the folder or the file. An existing file is unchanged.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        SaveTarget target = SaveTarget.Of(path);
        Write(path, target, target.Status, write);
    }

    /// <summary>Writes like <see cref="Write(string, Action{FileStream})"/>, and keeps the existing file as the previous one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="previous">Path to which the existing file is moved; null to replace it.</param>
    /// <param name="write">Writes the content.</param>
    /// <remarks>If the process is killed between the two renames, only the previous file exists, and it is complete.</remarks>
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
                    // A link points to another folder, perhaps on another disk, where an atomic move is impossible.
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

    /// <summary>Checks that <see cref="Rotate"/> can write, without changing a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="previous">Path to which the existing file would be moved.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not write the folder or a file.</exception>
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

    // A fixed name, so that files of killed processes do not accumulate. A link of that name is never followed.
    private static string TemporaryOf(SaveTarget target)
    {
        string temporary = target.Beside(Temporary);
        return FileStatus.Of(temporary).Kind is FileKind.File or FileKind.Missing && new FileInfo(temporary).LinkTarget is null
            ? temporary
            : throw new IOException($"{target.Path} cannot be written: the temporary file {temporary} is not a regular file; remove it.");
    }

    private static void Write(string path, SaveTarget target, FileStatus old, Action<FileStream> write)
    {
        // A unique name, so that concurrent saves to one path do not interfere.
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
            // Only the owner can read it until it has the permissions of the old file.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // Opened outside of the try block: a file that another process is writing must not be deleted.
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

    // Callers know the path that they passed, not the temporary file.
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
        return new IOException($"{path} cannot be written: {reason}. Remove the cause and save again, or save to another folder.", exception);
    }

    private static void Flush(SaveTarget target)
    {
        if (!OperatingSystem.IsWindows())
        {
            LibC.FlushFolder(target.Folder);
        }
    }

    // The original error matters more than a failure to remove the temporary file.
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
