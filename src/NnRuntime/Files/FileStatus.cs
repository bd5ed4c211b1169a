using System.Runtime.InteropServices;

namespace NnGen.Files;

/// <summary>The kind of file that a path names.</summary>
internal enum FileKind
{
    /// <summary>No file, or a broken link.</summary>
    Missing,

    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A named pipe.</summary>
    Fifo,

    /// <summary>A socket.</summary>
    Socket,

    /// <summary>A character device, such as a terminal.</summary>
    CharacterDevice,

    /// <summary>A block device, such as a disk.</summary>
    BlockDevice,
}

/// <summary>The kind, permissions and ownership of the file that a path names, with links followed. .NET does not distinguish FIFOs, sockets and
/// devices.</summary>
/// <param name="Kind">The kind of file.</param>
/// <param name="Mode">Permissions on Unix, nine bits.</param>
/// <param name="Owner">Owner on Unix; null if unknown.</param>
/// <param name="Group">Group on Unix; null if unknown.</param>
/// <param name="Error">System error code if the path could not be examined; otherwise 0.</param>
internal readonly record struct FileStatus(FileKind Kind, UnixFileMode Mode = 0, uint? Owner = null, uint? Group = null, int Error = 0)
{
    private const int NoSuchFile = 2, NotAFolder = 20, Permissions = 0x1FF;

    /// <summary>Returns the status of a path.</summary>
    /// <param name="path">A full path.</param>
    public static FileStatus Of(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            try
            {
                return OfLinux(path);
            }
            catch (EntryPointNotFoundException)
            {
                // The C library is too old for statx.
            }
        }
        return OperatingSystem.IsMacOS() ? OfMac(path) : OfOther(path);
    }

    /// <summary>Gets the kind as part of a sentence, such as "a FIFO (a named pipe)".</summary>
    public string KindText => Kind switch
    {
        FileKind.Folder => "a folder",
        FileKind.Fifo => "a FIFO (a named pipe)",
        FileKind.Socket => "a socket",
        FileKind.CharacterDevice => "a character device",
        FileKind.BlockDevice => "a block device",
        _ => "a file",
    };

    private static FileStatus OfLinux(string path)
    {
        // struct statx of linux/stat.h, the same on every processor.
        const int CurrentFolder = -100, Size = 256, OwnerAt = 20, GroupAt = 24, ModeAt = 28;
        const uint TypeModeOwnerGroup = 0x1B;
        Span<byte> status = stackalloc byte[Size];
        return LibC.StatX(CurrentFolder, path, 0, TypeModeOwnerGroup, ref MemoryMarshal.GetReference(status)) == 0
            ? From(MemoryMarshal.Read<ushort>(status[ModeAt..]), MemoryMarshal.Read<uint>(status[OwnerAt..]), MemoryMarshal.Read<uint>(status[GroupAt..]))
            : Failed(Marshal.GetLastPInvokeError());
    }

    private static FileStatus OfMac(string path)
    {
        // struct stat of sys/stat.h with 64-bit inodes; x64 exports the function under a separate name.
        const int Size = 256, ModeAt = 4, OwnerAt = 16, GroupAt = 20;
        Span<byte> status = stackalloc byte[Size];
        ref byte first = ref MemoryMarshal.GetReference(status);
        return (RuntimeInformation.ProcessArchitecture == Architecture.X64 ? LibC.Stat64(path, ref first) : LibC.Stat(path, ref first)) == 0
            ? From(MemoryMarshal.Read<ushort>(status[ModeAt..]), MemoryMarshal.Read<uint>(status[OwnerAt..]), MemoryMarshal.Read<uint>(status[GroupAt..]))
            : Failed(Marshal.GetLastPInvokeError());
    }

    // What .NET provides.
    private static FileStatus OfOther(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return new FileStatus(path.StartsWith(@"\\.\", StringComparison.Ordinal) ? FileKind.CharacterDevice
                : Directory.Exists(path) ? FileKind.Folder
                : File.Exists(path) ? FileKind.File : FileKind.Missing);
        }
        return Directory.Exists(path) ? new FileStatus(FileKind.Folder)
            : File.Exists(path) ? new FileStatus(FileKind.File, File.GetUnixFileMode(path) & (UnixFileMode)Permissions)
            : new FileStatus(FileKind.Missing);
    }

    private static FileStatus Failed(int error) => new(FileKind.Missing, Error: error is NoSuchFile or NotAFolder ? 0 : error);

    private static FileStatus From(ushort mode, uint owner, uint group) => new(
        (mode & 0xF000) switch
        {
            0x1000 => FileKind.Fifo,
            0x2000 => FileKind.CharacterDevice,
            0x4000 => FileKind.Folder,
            0x6000 => FileKind.BlockDevice,
            0xC000 => FileKind.Socket,
            _ => FileKind.File,
        },
        (UnixFileMode)(mode & Permissions), owner, group);
}
