using System.Runtime.InteropServices;

namespace NnGen.Tests.Memory;

/// <summary>Memory of the operating system between pages that nobody may touch: a read or write outside ends the process. The pages on each side
/// are more than any index of 32 bits reaches.</summary>
internal sealed unsafe partial class GuardedMemory
{
    public const int Floats = 1 << 16;

    private const int Inside = Floats * sizeof(float);
    private static readonly nuint s_guard = (nuint)9 << 30;
    private const float Canary = 12345.678f;
    private const int Watched = 32;

    private readonly float* _start;

    public GuardedMemory()
    {
        byte* reserved = OperatingSystem.IsWindows() ? ReserveOnWindows() : ReserveOnUnix();
        _start = (float*)(reserved + s_guard);
        Whole.Fill(Canary);
    }

    private Span<float> Whole => new(_start, Floats);

    /// <summary>A run against the pages at the end of the memory, or at its start.</summary>
    public Span<float> Run(int length, bool atEnd) => Whole.Slice(atEnd ? Floats - length : 0, length);

    /// <summary>Whether nothing was written beside a run; what it holds is forgotten.</summary>
    public bool IsIntactBeside(int length, bool atEnd)
    {
        Span<float> beside = atEnd
            ? Whole[..(Floats - length)][^Math.Min(Watched, Floats - length)..]
            : Whole[length..][..Math.Min(Watched, Floats - length)];
        bool intact = !beside.ContainsAnyExcept(Canary);
        Run(length, atEnd).Fill(Canary);
        return intact;
    }

    private static byte* ReserveOnUnix()
    {
        // Linux and macOS differ in the numbers: private, anonymous, and on Linux without a reservation.
        int flags = OperatingSystem.IsMacOS() ? 0x1002 : 0x4022;
        void* reserved = Map(null, (2 * s_guard) + Inside, 0, flags, -1, 0);
        Assert.True(reserved != (void*)-1, $"mmap failed with error {Marshal.GetLastPInvokeError()}.");
        Assert.Equal(0, Protect((byte*)reserved + s_guard, Inside, 1 | 2));
        return (byte*)reserved;
    }

    private static byte* ReserveOnWindows()
    {
        const uint reserve = 0x2000, commit = 0x1000, noAccess = 1, readWrite = 4;
        void* reserved = VirtualAlloc(null, (2 * s_guard) + Inside, reserve, noAccess);
        Assert.True(reserved != null && VirtualAlloc((byte*)reserved + s_guard, Inside, commit, readWrite) != null, $"VirtualAlloc failed with error {Marshal.GetLastPInvokeError()}.");
        return (byte*)reserved;
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial void* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial void* VirtualAlloc(void* address, nuint length, uint type, uint protection);
}
