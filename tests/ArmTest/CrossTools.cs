using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ArmTest;

/// <summary>A command failed; the message is its output.</summary>
internal sealed class CommandException(string message) : Exception(message);

/// <summary>The compiler, the linker and the emulator of Debian's cross packages.</summary>
internal static class CrossTools
{
    private const string Emulator = "qemu-aarch64-static", Libraries = "/usr/aarch64-linux-gnu";

    private static readonly (string File, string Package)[] s_needed =
    [
        ("clang", "clang"), ("ld.lld", "lld"), ("aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu"), ("aarch64-linux-gnu-objcopy", "binutils-aarch64-linux-gnu"),
        ($"{Libraries}/lib/ld-linux-aarch64.so.1", "libc6-dev-arm64-cross"), (Emulator, "qemu-user-static"),
    ];

    /// <summary>Returns what this machine lacks, or null.</summary>
    public static string? Missing()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return $"the comparison needs Linux on x64, and this is {RuntimeInformation.RuntimeIdentifier}";
        }
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string[] missing = [.. s_needed.Where(tool => !folders.Any(folder => File.Exists(Path.Combine(folder, tool.File)))).Select(static tool => $"{tool.File} (package {tool.Package})")];
        return missing.Length == 0 ? null : $"not installed: {string.Join(", ", missing)}";
    }

    /// <summary>Compiles a project for linux-arm64 and returns the path of the program.</summary>
    public static string Publish(string project, string folder)
    {
        Run("dotnet", ["publish", project, "-c", "Release", "-r", "linux-arm64", "--nologo", "-v", "q", "-o", folder, "-warnaserror", "-p:PublishAot=true",
            "-p:CppCompilerAndLinker=clang", "-p:LinkerFlavor=lld", "-p:ObjCopyName=aarch64-linux-gnu-objcopy", "-p:StripSymbols=false"], ("MSBUILDDISABLENODEREUSE", "1"));
        return Path.Combine(folder, Path.GetFileNameWithoutExtension(project));
    }

    /// <summary>Runs the networks on the emulated processor and returns the file of their numbers.</summary>
    public static string Emulate(string program, string file)
    {
        Run(Emulator, ["-L", Libraries, program, "run", file]);
        return file;
    }

    /// <summary>Runs the networks in another process of this program and returns the file of their numbers.</summary>
    public static string RunHere(string file, params (string Name, string Value)[] environment)
    {
        bool isHost = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        Run(Environment.ProcessPath!, [.. isHost ? new[] { Path.Combine(AppContext.BaseDirectory, "ArmTest.dll") } : [], "run", file], environment);
        return file;
    }

    private static void Run(string command, string[] arguments, params (string Name, string Value)[] environment)
    {
        Stopwatch watch = Stopwatch.StartNew();
        ProcessStartInfo start = new(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new CommandException($"{command} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}");
        }
        Console.WriteLine(FormattableString.Invariant($"{Path.GetFileName(command)} {(arguments[0] == "publish" ? "publish" : "run")}: {watch.Elapsed.TotalSeconds:F0} s"));
    }
}
