using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Versus.Contenders;
using Versus.Work;

namespace Versus.Timing;

/// <summary>The parent's side: a contender in a process of its own, since thread pools, allocators and floating-point modes of libraries
/// that share one disturb each other.</summary>
internal sealed class ContenderProcess : IDisposable
{
    private readonly Process _process;

    public ContenderProcess(string name, Workload workload, int threads, Options options)
    {
        Name = name;
        string program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        }
        foreach (string argument in options.OfContender(name, workload, threads))
        {
            start.ArgumentList.Add(argument);
        }
        // glibc returns large blocks to the system at once and takes them again for the next operation; libtorch, which allocates each
        // result, then spends more time on page faults than on Adam.
        start.Environment["MALLOC_MMAP_THRESHOLD_"] = "1073741824";
        start.Environment["MALLOC_TRIM_THRESHOLD_"] = "2147483648";
        _process = Process.Start(start)!;
        Threads = int.Parse(Answer().Single(), CultureInfo.InvariantCulture);
    }

    public string Name { get; }

    /// <summary>The threads that it really uses.</summary>
    public int Threads { get; }

    /// <summary>The measurements of all turns by setting.</summary>
    public Dictionary<string, SettingTimes> Times { get; } = [];

    /// <summary>The FMA peak of each turn, GFLOP/s; empty for the peers.</summary>
    public List<double> Peaks { get; } = [];

    /// <summary>The part of the measurements of each turn that no other program interrupted; empty for the peers.</summary>
    public List<double> Shares { get; } = [];

    /// <summary>The fastest setting of those that the library offers.</summary>
    public SettingTimes Best => Times.Values.Where(static times => times.Offered).MinBy(static times => times.Median)!;

    public IReadOnlyList<Answer> Check() => [.. Ask(ContenderHost.Check).Select(static line =>
    {
        string[] parts = line.Split('\t');
        return new Answer(parts[0], MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(parts[1])).ToArray());
    })];

    public void WarmUp() => _ = Ask(ContenderHost.WarmUp);

    public void Turn()
    {
        foreach (string line in Ask(ContenderHost.Turn))
        {
            string[] parts = line.Split('\t');
            IEnumerable<double> numbers = parts[2].Split(' ').Select(static n => double.Parse(n, CultureInfo.InvariantCulture));
            if (parts[0] is ContenderHost.Peak or ContenderHost.Share)
            {
                (parts[0] == ContenderHost.Peak ? Peaks : Shares).AddRange(numbers);
                continue;
            }
            if (!Times.TryGetValue(parts[0], out SettingTimes? times))
            {
                Times.Add(parts[0], times = new SettingTimes(parts[0], bool.Parse(parts[1])));
            }
            times.Add(numbers);
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000))
        {
            _process.Kill();
        }
        _process.Dispose();
    }

    private List<string> Ask(string command)
    {
        _process.StandardInput.WriteLine(command);
        return Answer();
    }

    private List<string> Answer()
    {
        var lines = new List<string>();
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line == ContenderHost.End)
            {
                return lines;
            }
            if (line.StartsWith(ContenderHost.Mark, StringComparison.Ordinal))
            {
                lines.Add(line[ContenderHost.Mark.Length..]);
            }
        }
        throw new ContestException($"{Name} stopped before it had answered; what it printed above says why. benchmarks/versus/README.md tells what it needs, and --contenders leaves it out.");
    }
}
