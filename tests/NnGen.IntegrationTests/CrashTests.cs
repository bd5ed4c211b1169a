using System.Diagnostics;

namespace NnGen.IntegrationTests;

/// <summary>Trainings that are killed at random moments. tests/CrashTest kills as often as it is told.</summary>
public class CrashTests
{
    [Fact]
    public async Task Killed_trainings_go_on_and_end_with_the_same_bits()
    {
        // Built beside this project, which references it.
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "CrashTest.dll"), "8"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        Assert.StartsWith("8 killed", output, StringComparison.Ordinal);
    }
}
