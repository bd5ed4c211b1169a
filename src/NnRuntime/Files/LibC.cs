using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NnGen.Files;

/// <summary>Functions of the Unix C library that .NET does not provide.</summary>
internal static partial class LibC
{
    private const string Library = "libc";

    /// <summary>Returns the path with links, "." and ".." resolved; null if a part of it does not exist.</summary>
    public static string? RealPath(string path)
    {
        nint real = RealPath(path, 0);
        if (real == 0)
        {
            return null;
        }
        string? text = Marshal.PtrToStringUTF8(real);
        Free(real);
        return text;
    }

    /// <summary>Flushes the entries of a folder to the disk: a renamed file survives a power failure only if its folder has been flushed.</summary>
    /// <returns>Whether the folder was flushed. Some file systems do not support it, and some folders may be written but not opened.</returns>
    /// <exception cref="IOException">The disk failed.</exception>
    public static bool FlushFolder(string folder)
    {
        const int InputOutputError = 5, NoSpace = 28, Interrupted = 4;
        using SafeFileHandle handle = Open(folder, OperatingSystem.IsLinux() ? 0x80000 : OperatingSystem.IsMacOS() ? 0x1000000 : 0);   // O_RDONLY | O_CLOEXEC
        if (handle.IsInvalid)
        {
            return false;
        }
        int error;
        do
        {
            error = Flush(handle) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
        while (error == Interrupted);
        return error is InputOutputError or NoSpace
            ? throw new IOException($"The file was written, but it may not survive a power failure: flushing the folder {folder} failed ({Marshal.GetPInvokeErrorMessage(error)}). Check the disk and save again.")
            : error == 0;
    }

    /// <summary>Changes the owner and the group of an open file; −1 keeps the current one. Only root may change the owner.</summary>
    public static bool TryChangeOwner(SafeFileHandle file, uint owner, uint group) => ChangeOwner(file, owner, group) == 0;

    /// <summary>Checks whether this process may write an existing file. Returns 0 or the system error code.</summary>
    public static int CheckWritable(string path)
    {
        const int Write = 2;
        return Access(path, Write) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    [LibraryImport(Library, EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int StatX(int folder, string path, int flags, uint mask, ref byte status);

    [LibraryImport(Library, EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Stat(string path, ref byte status);

    [LibraryImport(Library, EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Stat64(string path, ref byte status);

    [LibraryImport(Library, EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint RealPath(string path, nint result);

    [LibraryImport(Library, EntryPoint = "free")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void Free(nint memory);

    [LibraryImport(Library, EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flush(SafeFileHandle file);

    [LibraryImport(Library, EntryPoint = "fchown")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeOwner(SafeFileHandle file, uint owner, uint group);

    [LibraryImport(Library, EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Access(string path, int mode);
}
