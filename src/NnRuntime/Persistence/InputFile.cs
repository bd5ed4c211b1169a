namespace NnRuntime.Persistence;

/// <summary>Opens files to read.</summary>
internal static class InputFile
{
    /// <summary>Opens a regular file. Anything else is refused before it is opened: opening a FIFO waits until somebody writes to it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The path names a folder, a FIFO, a socket or a device.</exception>
    public static FileStream OpenRead(string path)
    {
        FileStatus status = FileStatus.Of(Path.GetFullPath(path));
        return status.Kind switch
        {
            FileKind.File or FileKind.Missing => File.OpenRead(path),
            FileKind.Folder => throw new IOException($"{path} is a folder; give the path of a file in it."),
            _ => throw new IOException($"{path} is {status.KindText}, but only regular files are read; write its content to a file first."),
        };
    }

    /// <summary>Whether there is something to open. File.Exists also says so of a link to nothing.</summary>
    public static bool Exists(string path) => FileStatus.Of(Path.GetFullPath(path)).Kind != FileKind.Missing;
}
