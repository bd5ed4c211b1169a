using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace NnGen.Benchmarks.FirstUse;

/// <summary>The command <c>first-use</c>: what the first calls of a process cost, while the JIT compiles. Each run is a new process, since a
/// method is compiled once in each.</summary>
internal static class FirstUseCommand
{
    private const int Processes = 7;
    private const string Child = "--child";

    /// <returns>0, or 2 for wrong arguments.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments is [Child, var name])
        {
            Console.WriteLine(FirstUseReport.Of(FirstCalls.Of(name)).Print());
            return 0;
        }
        if (arguments.Length > 0)
        {
            Console.Error.WriteLine("usage: dotnet run -c Release --project benchmarks/NnGen.Benchmarks -- first-use");
            return 2;
        }

        Console.WriteLine($"New processes, medians of {Processes}; steady is the median call after three quarters of a second.\n");
        Console.WriteLine($"| what | first call ms | second | 3rd to 10th | slowest after that, within {FirstUseReport.EarlyMilliseconds} ms | steady | calls until at most 1.5 times steady | calls within {FirstUseReport.EarlyMilliseconds} ms, of those at steady speed |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (string what in FirstCalls.Names)
        {
            FirstUseReport[] reports = [.. Enumerable.Range(0, Processes).Select(_ => Start(what))];
            string Median(Func<FirstUseReport, double> value, string format) =>
                reports.Select(value).Order().ElementAt(Processes / 2).ToString(format, CultureInfo.InvariantCulture);
            Console.WriteLine($"| {what} | {Median(static r => r.First, "F1")} | {Median(static r => r.Second, "F4")} | {Median(static r => r.ThirdToTenth, "F4")} "
                + $"| {Median(static r => r.SlowestLater, "F3")} | {Median(static r => r.Steady, "F4")} | {Median(static r => r.CallsUntilFast, "F0")} | {Median(static r => r.EarlyShare, "P0")} |");
        }
        return 0;
    }

    private static FirstUseReport Start(string what)
    {
        string program = Environment.ProcessPath!;
        string[] self = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Assembly.GetExecutingAssembly().Location] : [];
        using Process child = Process.Start(new ProcessStartInfo(program, [.. self, "first-use", Child, what]) { RedirectStandardOutput = true })!;
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0
            ? FirstUseReport.Parse(output)
            : throw new InvalidOperationException($"The process for {what} ended with code {child.ExitCode}.");
    }
}
