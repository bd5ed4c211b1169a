using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Benchmarks.Shared;
using Versus.Contenders;
using Versus.Work;

namespace Versus.Timing;

/// <summary>The child's side of the conversation: one contender, which answers to lines on standard input.</summary>
/// <remarks>An answer is lines that begin with <see cref="Mark"/>, so that what a library prints on its own is not taken for one. The last is
/// <see cref="End"/>.</remarks>
internal static class ContenderHost
{
    public const string Mark = "> ", End = "> end", Check = "check", WarmUp = "warm up", Turn = "turn", Peak = "FMA peak", Share = "undisturbed";

    public static void Serve(string name, Workload workload, int threads, Options options)
    {
        Prefer();
        using IContender contender = Roster.Create(name, workload, threads, options.RtNeural);
        SettingTimer[] timers = [.. contender.Settings.Select(setting => new SettingTimer(setting, options.Pace))];
        Write($"{contender.Threads}");
        Console.Out.WriteLine(End);
        while (Console.In.ReadLine() is { } command)
        {
            switch (command)
            {
                case Check:
                    foreach (Answer answer in contender.Check())
                    {
                        Write($"{answer.Setting}\t{Convert.ToBase64String(MemoryMarshal.AsBytes(answer.Values.AsSpan()))}");
                    }
                    break;
                case WarmUp:
                    foreach (SettingTimer timer in timers)
                    {
                        timer.WarmUp();
                    }
                    break;
                case Turn:
                    foreach (SettingTimer timer in timers)
                    {
                        Write($"{timer.Setting.Name}\t{timer.Setting.Offered}\t{Numbers(timer.Measure())}");
                    }
                    if (name == Roster.NnGen)
                    {
                        Write($"{Share}\t{true}\t{Numbers([.. timers.Select(static timer => timer.Share)])}");
                        Write($"{Peak}\t{true}\t{Numbers([FmaPeak.Measure(contender.Threads)])}");
                    }
                    break;
                default:
                    throw new ArgumentException($"There is no command \"{command}\".", nameof(name));
            }
            Console.Out.WriteLine(End);
        }
    }

    // As other benchmarks do: less of what else runs on the machine is measured. Threads that are made later inherit it.
    private static void Prefer()
    {
        try
        {
            using Process self = Process.GetCurrentProcess();
            self.PriorityClass = ProcessPriorityClass.High;
        }
        catch (Exception refused) when (refused is Win32Exception or UnauthorizedAccessException)
        {
        }
    }

    private static void Write(string line) => Console.Out.WriteLine(Mark + line);

    private static string Numbers(double[] values) => string.Join(' ', values.Select(static v => v.ToString("R", CultureInfo.InvariantCulture)));
}
