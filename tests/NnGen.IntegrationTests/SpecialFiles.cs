using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace NnGen.IntegrationTests;

/// <summary>Makes what is not a regular file, and asks the system what a path is.</summary>
internal static class SpecialFiles
{
    /// <summary>Makes a FIFO, a socket, a character device or a folder. Skips the test where that is not possible.</summary>
    public static void Make(string kind, string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no FIFOs or devices in folders.");
        switch (kind)
        {
            case "FIFO":
                Assert.True(Run("mkfifo", path).Ok);
                break;
            case "socket":
                using (Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
                {
                    // The name stays when the socket is closed.
                    string place = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}");
                    socket.Bind(new UnixDomainSocketEndPoint(place));
                    Assert.True(Run("mv", place, path).Ok || File.Exists(path));
                }
                Assert.SkipUnless(Run("test", "-S", path).Ok, "The socket cannot be moved to the test's folder.");
                break;
            case "character device":
                Assert.SkipUnless(Environment.IsPrivilegedProcess && Run("mknod", path, "c", "1", "3").Ok, "Only root may make a device.");
                break;
            default:
                Directory.CreateDirectory(path);
                break;
        }
    }

    /// <summary>The type and the permissions of a path, which is not followed if it is a link: "fifo 644".</summary>
    public static string Describe(string path)
    {
        (bool ok, string text) = Run("stat", "-c", "%F %a", path);
        Assert.True(ok);
        return text.Trim();
    }

    /// <summary>The owner and the group of a file: "1234:5678".</summary>
    public static string Owner(string path) => Run("stat", "-c", "%u:%g", path).Text.Trim();

    /// <summary>Runs an action that must not wait for anybody: opening a FIFO blocks until somebody writes to it.</summary>
    public static Exception? InTime(Action action)
    {
        Task<Exception?> task = Task.Run(() => Record.Exception(action));
        Assert.True(task.Wait(TimeSpan.FromSeconds(20)), "It waits.");
        return task.Result;
    }

    public static (bool Ok, string Text) Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode == 0, text);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return (false, exception.NativeErrorCode.ToString(CultureInfo.InvariantCulture));
        }
    }
}
