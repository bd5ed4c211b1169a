namespace NnGen.Persistence;

/// <summary>Opens files to read.</summary>
internal static class InputFile
{
    /// <summary>Opens a regular file. Anything else is refused before it is opened: opening a FIFO waits until somebody writes to it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The path names a folder, a FIFO, a socket or a device.</exception>
    public static FileStream OpenRead(string path)
    {
        Check(path);
        return File.OpenRead(path);
    }

    /// <summary>Refuses what is not a regular file; a file that does not exist is told where it is opened.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The path names a folder, a FIFO, a socket or a device.</exception>
    public static void Check(string path)
    {
        FileStatus status = FileStatus.Of(Path.GetFullPath(path));
        if (status.Kind is not (FileKind.File or FileKind.Missing))
        {
            throw new IOException(status.Kind == FileKind.Folder
                ? $"{path} is a folder; give the path of a file in it."
                : $"{path} is {status.KindText}, but only regular files are read; write its content to a file first.");
        }
    }

    /// <summary>Whether there is something to open. File.Exists also says so of a link to nothing.</summary>
    public static bool Exists(string path) => FileStatus.Of(Path.GetFullPath(path)).Kind != FileKind.Missing;
}
