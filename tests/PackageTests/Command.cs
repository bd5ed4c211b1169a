using System.Diagnostics;
using System.Text;

namespace PackageTests;

/// <summary>The exit code and the output of a command.</summary>
internal sealed record CommandResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}

/// <summary>Runs commands to their end.</summary>
internal static class Command
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10);

    public static CommandResult Run(string folder, string file, string arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = new(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // What a test host or a build sets must not reach the commands of a consumer.
        foreach (string name in start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name is "Configuration" or "Platform").ToArray())
        {
            start.Environment.Remove(name);
        }
        (start.Environment["DOTNET_CLI_UI_LANGUAGE"], start.Environment["DOTNET_NOLOGO"], start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"]) = ("en", "1", "1");
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }
        StringBuilder output = new();
        using Process process = new() { StartInfo = start };
        process.OutputDataReceived += Add;
        process.ErrorDataReceived += Add;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(s_limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{file} {arguments} did not end within {s_limit}.\n{output}");
        }
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output.ToString());

        void Add(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.AppendLine(line.Data);
            }
        }
    }
}
