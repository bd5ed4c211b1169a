using System.Runtime.InteropServices;
using System.Text;

namespace NnGen.Persistence;

/// <summary>The file that a path to save to names: links are followed, and anything but a regular file or nothing is refused.</summary>
/// <param name="Path">The file itself, which is not a link.</param>
/// <param name="Status">What is there now.</param>
internal sealed record SaveTarget(string Path, FileStatus Status)
{
    // As many as Linux follows.
    private const int MaxLinks = 40;

    // The limit of every common file system, in bytes.
    private const int MaxNameLength = 255;

    private const int NotPermitted = 1, AccessDenied = 13;

    /// <summary>Whether there is a file now.</summary>
    public bool Exists => Status.Kind == FileKind.File;

    /// <summary>The folder of the file.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Finds the file.</summary>
    /// <param name="path">The path as the caller gave it.</param>
    /// <exception cref="IOException">The path names a folder, a FIFO, a socket or a device, its links form a circle, or it is too long.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder of the file does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static SaveTarget Of(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        FileStatus status = FileStatus.Of(full);
        if (status.Kind == FileKind.Folder || System.IO.Path.EndsInDirectorySeparator(full))
        {
            throw new IOException($"{path} is a folder; add the name of a file.");
        }
        if (status.Error != 0)
        {
            throw Failure(path, status.Error);
        }
        if (status.Kind is not (FileKind.File or FileKind.Missing))
        {
            throw new IOException($"{path} is {status.KindText}, which a file must not replace; save to a regular file, or to a stream.");
        }
        SaveTarget target = new(OperatingSystem.IsWindows() ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full
            : status.Kind == FileKind.File ? LibC.RealPath(full) ?? full
            : Follow(full, path), status);
        if (!target.Exists && !Directory.Exists(target.Folder))
        {
            throw new DirectoryNotFoundException($"{path} cannot be written: there is no folder {target.Folder}. Create it first, or save to another folder.");
        }
        target.CheckWritable(path);
        return target;
    }

    /// <summary>A path in the folder of the file.</summary>
    /// <param name="suffix">What follows the name of the file; where both together are too long, it is the whole name.</param>
    public string Beside(string suffix)
    {
        string name = System.IO.Path.GetFileName(Path) + suffix;
        return System.IO.Path.Join(Folder, Encoding.UTF8.GetByteCount(name) <= MaxNameLength ? name : suffix);
    }

    /// <summary>Gives a new file the owner, the group and the permissions of an old one, as far as this process may.</summary>
    /// <param name="stream">The new file.</param>
    /// <param name="old">The status of the old one.</param>
    public static void KeepPermissions(FileStream stream, FileStatus old)
    {
        if (OperatingSystem.IsWindows() || old.Kind != FileKind.File)
        {
            return;
        }
        FileStatus now = FileStatus.Of(stream.Name);
        UnixFileMode mode = old.Mode;
        if (old is { Owner: { } owner, Group: { } group } && (owner, group) != (now.Owner, now.Group)
            && !LibC.TryChangeOwner(stream.SafeFileHandle, owner, group) && group != now.Group && !LibC.TryChangeOwner(stream.SafeFileHandle, uint.MaxValue, group))
        {
            // What the old group was allowed is not meant for this one: it gets what everybody has.
            int others = (int)mode & 7;
            mode = (UnixFileMode)(((int)mode & ~0x38) | (others << 3));
        }
        try
        {
            File.SetUnixFileMode(stream.SafeFileHandle, mode);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A file system without permissions, such as FAT: all of its files have the same.
        }
    }

    // The system resolves the folders, since "link/.." is not the folder that the link is in.
    private static string Follow(string full, string path)
    {
        string current = full;
        for (int i = 0; new FileInfo(current).LinkTarget is { } text; i++)
        {
            string next = System.IO.Path.IsPathRooted(text) ? text : System.IO.Path.Join(System.IO.Path.GetDirectoryName(current), text), folder = System.IO.Path.GetDirectoryName(next)!;
            if (i == MaxLinks)
            {
                throw new IOException($"{path} cannot be written: there are more than {MaxLinks} links one after the other.");
            }
            current = System.IO.Path.Join(LibC.RealPath(folder) ?? throw new DirectoryNotFoundException($"{path} is a link to {next}, but there is no folder {folder}; create it first."), System.IO.Path.GetFileName(next));
        }
        return current;
    }

    // A rename asks for the folder alone, and would replace a file that is protected.
    private void CheckWritable(string path)
    {
        if (!Exists)
        {
            return;
        }
        if (OperatingSystem.IsWindows())
        {
            if (File.GetAttributes(Path).HasFlag(FileAttributes.ReadOnly))
            {
                throw Failure(path, AccessDenied);
            }
        }
        else if (LibC.CheckWritable(Path) is var error and not 0)
        {
            throw Failure(path, error);
        }
    }

    private static Exception Failure(string path, int error) => error is NotPermitted or AccessDenied
        ? new UnauthorizedAccessException($"{path} may not be written; change its permissions, or save to another file.")
        : new IOException($"{path} cannot be written: {Marshal.GetPInvokeErrorMessage(error)}.");
}
