using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Xml.Linq;

namespace NnGenerator.Tests.Support;

/// <summary>The vector width that emitted code takes, and a way to run tests at a narrower one. What a process may use is settled when
/// it starts, so another width means another process.</summary>
internal static class Machine
{
    private const string ExpectedWidth = "NNGEN_TEST_WIDTH";
    private const int MinutesToWait = 10;

    /// <summary>Bits of the widest vector of this process that is accelerated: 512, 256, 128, or 0 when the code runs scalar.</summary>
    public static int Width =>
        Vector512.IsHardwareAccelerated ? 512 :
        Vector256.IsHardwareAccelerated ? 256 :
        Vector128.IsHardwareAccelerated ? 128 : 0;

    /// <summary>Whether this process was started by <see cref="RunAt"/>.</summary>
    public static bool IsChild => Environment.GetEnvironmentVariable(ExpectedWidth) is not null;

    /// <summary>Asserts that this process has the width that it was started for; true in a process of no particular width.
    /// Every test that runs at several widths begins with it.</summary>
    public static void AssertWidth()
    {
        if (Environment.GetEnvironmentVariable(ExpectedWidth) is { } expected)
        {
            Assert.Equal(expected, Width.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Runs the tests of a class again in a process of the given width and asserts that it ran some and that all passed.</summary>
    /// <param name="width">512, 256, 128 or 0 bits.</param>
    /// <param name="tests">A class of this assembly whose tests call <see cref="AssertWidth"/>.</param>
    /// <remarks>Skips where the machine has no vectors of that width to narrow down to.</remarks>
    public static async Task RunAt(int width, Type tests)
    {
        Assert.False(IsChild, "A process of a chosen width does not start another.");
        Assert.SkipWhen(width > Width, $"This machine has no vectors of {width} bits.");

        string report = Path.Combine(Path.GetTempPath(), $"nngen-{Guid.NewGuid():N}.xml");
        try
        {
            (int exitCode, string output) = await Run(width, ["-noLogo", "-noColor", "-class", tests.FullName!, "-xml", report]);
            Assert.True(exitCode == 0, $"At {width} bits {tests.Name} failed with exit code {exitCode}:\n{output}");
            XElement counts = XDocument.Load(report).Root!.Element("assembly")!;
            Assert.True((int)counts.Attribute("passed")! > 0, $"At {width} bits no test of {tests.Name} ran:\n{output}");
        }
        finally
        {
            File.Delete(report);
        }
    }

    private static async Task<(int ExitCode, string Output)> Run(int width, string[] arguments)
    {
        var start = new ProcessStartInfo(Host())
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(typeof(Machine).Assembly.Location);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        if (Switch(width) is { } narrower)
        {
            start.Environment[narrower] = "0";
        }
        start.Environment[ExpectedWidth] = width.ToString(CultureInfo.InvariantCulture);

        using Process process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(MinutesToWait));
        Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
        Task<string> errors = process.StandardError.ReadToEndAsync(patience.Token);
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The tests at {width} bits did not end within {MinutesToWait} minutes.");
        }
    }

    // Nothing is wider than 512 bits.
    private static string? Switch(int width) => width switch
    {
        512 => null,
        256 => "DOTNET_EnableAVX512",
        128 => "DOTNET_EnableAVX2",
        0 => "DOTNET_EnableHWIntrinsic",
        _ => throw new ArgumentOutOfRangeException(nameof(width), width, "A process can be narrowed to 512, 256, 128 or 0 bits."),
    };

    // The dotnet that runs this very process; its runtime lies in shared/Microsoft.NETCore.App/VERSION below it.
    private static string Host() => Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
