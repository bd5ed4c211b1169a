using System.Runtime.InteropServices;
using System.Text;

namespace NnGen.Files;

/// <summary>The file that a save replaces or creates. Links are followed, and anything that is not a regular file is rejected.</summary>
/// <param name="Path">Path of the file itself, which is not a link.</param>
/// <param name="Status">Current status of the file.</param>
internal sealed record SaveTarget(string Path, FileStatus Status)
{
    // The limit of Linux.
    private const int MaxLinks = 40;

    // The limit of all common file systems, in bytes.
    private const int MaxNameLength = 255;

    private const int NotPermitted = 1, AccessDenied = 13;

    /// <summary>Gets whether the file exists.</summary>
    public bool Exists => Status.Kind == FileKind.File;

    /// <summary>Gets the folder of the file.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Resolves the file that a path names.</summary>
    /// <param name="path">The path as passed by the caller.</param>
    /// <exception cref="IOException">The path names a folder, a FIFO, a socket or a device, its links form a circle, or it is too long.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder of the file does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not write the file.</exception>
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
            throw new IOException($"{path} is {status.KindText}, which cannot be replaced with a file; save to a regular file or to a stream.");
        }
        SaveTarget target = new(OperatingSystem.IsWindows() ? FollowOnWindows(full)
            : status.Kind == FileKind.File ? LibC.RealPath(full) ?? full
            : Follow(full, path), status);
        if (!target.Exists && !Directory.Exists(target.Folder))
        {
            throw new DirectoryNotFoundException($"{path} cannot be written: the folder {target.Folder} does not exist. Create it first, or save to another folder.");
        }
        target.CheckWritable(path);
        return target;
    }

    /// <summary>Returns a path in the folder of the file.</summary>
    /// <param name="suffix">Suffix of the file's name; if both together are too long, the suffix is the entire name.</param>
    public string Beside(string suffix)
    {
        string name = System.IO.Path.GetFileName(Path) + suffix;
        return System.IO.Path.Join(Folder, Encoding.UTF8.GetByteCount(name) <= MaxNameLength ? name : suffix);
    }

    /// <summary>Copies the owner, the group and the permissions of an old file to a new one, as far as this process may.</summary>
    /// <param name="stream">The new file.</param>
    /// <param name="old">Status of the old file.</param>
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
            // The permissions of the old group are not meant for the new one, which gets those of others.
            int others = (int)mode & 7;
            mode = (UnixFileMode)(((int)mode & ~0x38) | (others << 3));
        }
        try
        {
            File.SetUnixFileMode(stream.SafeFileHandle, mode);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // File systems without permissions, such as FAT, use the same ones for all files.
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
                throw new IOException($"{path} cannot be written: it leads through more than {MaxLinks} consecutive links; save to the file itself.");
            }
            current = System.IO.Path.Join(LibC.RealPath(folder) ?? throw new DirectoryNotFoundException($"{path} is a link to {next}, but the folder {folder} does not exist; create it first."), System.IO.Path.GetFileName(next));
        }

        // A new file has the same path through every link to its folder.
        return LibC.RealPath(System.IO.Path.GetDirectoryName(current)!) is { } real ? System.IO.Path.Join(real, System.IO.Path.GetFileName(current)) : current;
    }

    private static string FollowOnWindows(string full)
    {
        string target = File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        return System.IO.Path.GetDirectoryName(target) is { } folder ? System.IO.Path.Join(RealFolder(folder), System.IO.Path.GetFileName(target)) : target;

        static string RealFolder(string folder) => System.IO.Path.GetDirectoryName(folder) is not { } parent ? folder
            : System.IO.Path.Join(RealFolder(parent), System.IO.Path.GetFileName(folder)) is var real && Directory.Exists(real) ? Directory.ResolveLinkTarget(real, returnFinalTarget: true)?.FullName ?? real : real;
    }

    // A rename only requires permission for the folder, and would replace a protected file.
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
