using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NnGen.Persistence;

/// <summary>The few functions of the C library of Unix that .NET does not offer.</summary>
internal static partial class LibC
{
    private const string Library = "libc";

    /// <summary>The path without links, "." and ".."; null if a part of it does not exist.</summary>
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

    /// <summary>Has the disk keep the names in a folder: a renamed file is only safe from a power failure when its folder is.</summary>
    /// <returns>Whether it was flushed; some file systems cannot, and some folders may be written but not opened.</returns>
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
            ? throw new IOException($"The file was written, but the disk may not keep it: flushing the folder {folder} failed ({Marshal.GetPInvokeErrorMessage(error)}).")
            : error == 0;
    }

    /// <summary>Gives an open file to another owner and group; −1 leaves one as it is. Only root may give files away.</summary>
    public static bool TryChangeOwner(SafeFileHandle file, uint owner, uint group) => ChangeOwner(file, owner, group) == 0;

    /// <summary>Whether this process may write an existing file; 0, or the number of the error.</summary>
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
