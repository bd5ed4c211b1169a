namespace NnGen.Files;

/// <summary>Opens files for reading.</summary>
internal static class InputFile
{
    /// <summary>Opens a regular file. Anything else is rejected before it is opened, since opening a FIFO blocks until another process writes to it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="IOException">The path names a folder, a FIFO, a socket or a device.</exception>
    public static FileStream OpenRead(string path)
    {
        Check(path);
        return File.OpenRead(path);
    }

    /// <summary>Throws if the path does not name a regular file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no file; the message gives the full path.</exception>
    /// <exception cref="IOException">The path names a folder, a FIFO, a socket or a device.</exception>
    public static void Check(string path)
    {
        string full = Path.GetFullPath(path);
        if (!IsSurelyRegular(full))
        {
            CheckStatus(path, full);
        }
    }

    /// <summary>Returns whether there is a file to open. File.Exists also returns true for a broken link.</summary>
    public static bool Exists(string path) => FileStatus.Of(Path.GetFullPath(path)).Kind != FileKind.Missing;

    // On Linux only regular files have a length. .NET tells it with code that is compiled already, which matters to a program that has just started.
    private static bool IsSurelyRegular(string full)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }
        try
        {
            FileInfo file = new(full);
            return file.Exists && file.LinkTarget is null && file.Length > 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void CheckStatus(string path, string full)
    {
        FileStatus status = FileStatus.Of(full);
        if (status is { Kind: FileKind.Missing, Error: 0 })
        {
            throw new FileNotFoundException($"{path} does not exist{(full == path ? "" : $"; its full path is {full}")}. Check the path{(Path.IsPathRooted(path) ? "" : " and the current folder of the process")}.", full);
        }
        if (status.Kind is not (FileKind.File or FileKind.Missing))
        {
            throw new IOException(status.Kind == FileKind.Folder
                ? $"{path} is a folder; give the path of a file in it."
                : $"{path} is {status.KindText}, but only regular files are read; write its content to a file first.");
        }
    }
}
