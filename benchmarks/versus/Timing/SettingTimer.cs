using System.Diagnostics;
using Versus.Contenders;

namespace Versus.Timing;

/// <summary>Times one setting of a contender.</summary>
internal sealed class SettingTimer(Setting setting, Pace pace)
{
    // The clock of used time is a little behind the other.
    private const double WholeShare = 0.98;

    private int _times = 1;

    public Setting Setting => setting;

    /// <summary>The part of the measurements of the last turn that nothing interrupted.</summary>
    public double Share { get; private set; } = 1;

    /// <summary>Runs the work until it is compiled for good, and finds how often it fits into one measurement.</summary>
    public void WarmUp()
    {
        // The loop around the work counts too: it is compiled anew after thirty calls and a pause.
        for (int burst = 0; burst < pace.Bursts; burst++)
        {
            for (int i = 0; i < 32; i++)
            {
                setting.Run(1);
            }
            Thread.Sleep(Pace.Pause);
            while (Elapsed(_times) < pace.Length)
            {
                _times *= 2;
            }
        }
        // What ran before code was compiled for good, or was interrupted, made the number too small.
        double least = Enumerable.Range(0, 5).Min(_ => Elapsed(_times) / TimeSpan.FromTicks(1));
        _times = Math.Max(1, (int)Math.Ceiling(_times * (pace.Length.Ticks / least)));
    }

    /// <summary>One turn: nanoseconds of the work, once for each measurement. A measurement in which the system gave the processor to another
    /// program says nothing about the work and is taken again, as long as there is hope.</summary>
    public double[] Measure()
    {
        var whole = new List<double>();
        var interrupted = new List<(double Share, double Nanoseconds)>();
        setting.Run(_times);   // brings code and data back into the caches after the others' turns
        while (whole.Count < pace.Measurements && interrupted.Count < 4 * pace.Measurements)
        {
            // TorchSharp's optimizers keep the gradients of each step until a collection, and allocate so little managed memory that one seldom comes. Steps on
            // memory that was never used before take several times as long.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            TimeSpan used = Environment.CpuUsage.TotalTime;
            TimeSpan elapsed = Elapsed(_times);
            double share = (Environment.CpuUsage.TotalTime - used) / elapsed;
            if (share >= WholeShare)
            {
                whole.Add(elapsed.TotalNanoseconds / _times);
            }
            else
            {
                interrupted.Add((share, elapsed.TotalNanoseconds / _times));
            }
        }
        Share = whole.Count / (double)(whole.Count + interrupted.Count);
        return [.. whole, .. interrupted.OrderByDescending(static i => i.Share).Take(pace.Measurements - whole.Count).Select(static i => i.Nanoseconds)];
    }

    private TimeSpan Elapsed(int times)
    {
        long start = Stopwatch.GetTimestamp();
        setting.Run(times);
        return Stopwatch.GetElapsedTime(start);
    }
}
