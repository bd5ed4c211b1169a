using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Versus.Timing;

namespace Versus.Cold;

/// <summary>One run of a program, from its start to its end.</summary>
/// <param name="Wall">Time between start and end.</param>
/// <param name="Processor">Time of all of its threads, in user and kernel mode.</param>
/// <param name="PeakBytes">The most memory that was resident.</param>
/// <param name="Output">What it printed.</param>
internal sealed partial record ColdRun(TimeSpan Wall, TimeSpan Processor, long PeakBytes, string Output)
{
    private const int CreateAndTruncate = 0x241, WritableByOwner = 0x180, StandardOutput = 1;

    /// <summary>Runs a program. wait4 tells what a single child used, which <see cref="Process"/> does not.</summary>
    public static ColdRun Of(string program, string argument)
    {
        string output = Path.GetTempFileName();
        try
        {
            // Larger than posix_spawn_file_actions_t of glibc (80 bytes) and musl.
            byte[] actions = new byte[256];
            Check(InitializeActions(actions), program);
            Check(OpenForWriting(actions, StandardOutput, output, CreateAndTruncate, WritableByOwner), program);
            long start = Stopwatch.GetTimestamp();
            Check(Spawn(out int child, program, actions, 0, [program, argument, null], Environments()), program);
            Task<long> peak = Task.Factory.StartNew(() => PeakResident(child), TaskCreationOptions.LongRunning);
            ResourceUsage usage;
            while (Wait(child, out int status, 0, out usage) != child)
            {
                const int Interrupted = 4;
                if (Marshal.GetLastPInvokeError() != Interrupted)
                {
                    throw new ContestException($"The end of {program} was not told.");
                }
            }
            TimeSpan wall = Stopwatch.GetElapsedTime(start);
            string printed = File.ReadAllText(output);
            return printed.Length > 0
                ? new ColdRun(wall, usage.Processor, peak.Result, printed)
                : throw new ContestException($"{program} printed nothing; what it wrote to standard error says why. --contenders leaves libraries out.");
        }
        finally
        {
            File.Delete(output);
        }
    }

    // The peak that wait4 tells begins with that of this process, so the child's own is read while it runs: it never falls.
    private static long PeakResident(int child)
    {
        long kilobytes = 0;
        try
        {
            while (File.ReadLines($"/proc/{child}/status").FirstOrDefault(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal)) is { } line)
            {
                kilobytes = long.Parse(line.AsSpan(6).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture);
                Thread.Sleep(1);
            }
        }
        catch (IOException)
        {
            // It has ended.
        }
        return kilobytes * 1024;
    }

    // The host of a framework-dependent program finds this process's runtime.
    private static string?[] Environments()
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        return [.. Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Where(static variable => !"DOTNET_ROOT".Equals(variable.Key)).Select(static variable => $"{variable.Key}={variable.Value}"), $"DOTNET_ROOT={root}", null];
    }

    private static void Check(int error, string program)
    {
        if (error != 0)
        {
            throw new ContestException($"{program} was not started: {Marshal.GetPInvokeErrorMessage(error)}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int InitializeActions([Out] byte[] actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenForWriting([In, Out] byte[] actions, int descriptor, string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Spawn(out int child, string path, [In] byte[] actions, nint attributes, string?[] arguments, string?[] environment);

    [LibraryImport("libc", EntryPoint = "wait4", SetLastError = true)]
    private static partial int Wait(int child, out int status, int options, out ResourceUsage usage);

    /// <summary>struct rusage of 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private readonly struct ResourceUsage
    {
        private readonly long _userSeconds, _userMicroseconds, _systemSeconds, _systemMicroseconds;

        public TimeSpan Processor => TimeSpan.FromSeconds(_userSeconds + _systemSeconds) + TimeSpan.FromMicroseconds(_userMicroseconds + _systemMicroseconds);
    }
}
