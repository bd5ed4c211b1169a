using System.Diagnostics;
using Versus.Contenders;

namespace Versus.Timing;

/// <summary>Times one setting of a contender.</summary>
internal sealed class SettingTimer(Setting setting, Pace pace)
{
    private int _times = 1;

    public Setting Setting => setting;

    /// <summary>Runs the work until it is compiled for good, and finds how often it fits into one measurement.</summary>
    public void WarmUp()
    {
        // The loop around the work counts too: it is compiled anew after thirty calls and a pause.
        for (int i = 0; i < 32; i++)
        {
            setting.Run(1);
        }
        for (int burst = 0; burst < pace.Bursts; burst++)
        {
            Thread.Sleep(Pace.Pause);
            while (Elapsed(_times) < pace.Length)
            {
                _times *= 2;
            }
        }
        // The last burst ran compiled code; what remains is to come close to the length that is wanted.
        _times = Math.Max(1, (int)Math.Ceiling(_times * (pace.Length / Elapsed(_times))));
    }

    /// <summary>One turn: nanoseconds of the work, once for each measurement.</summary>
    public double[] Measure()
    {
        double[] times = new double[pace.Measurements];
        setting.Run(Math.Max(1, _times / 10));   // brings code and data back into the caches after the others' turns
        for (int i = 0; i < times.Length; i++)
        {
            times[i] = Elapsed(_times).TotalNanoseconds / _times;
        }
        return times;
    }

    private TimeSpan Elapsed(int times)
    {
        long start = Stopwatch.GetTimestamp();
        setting.Run(times);
        return Stopwatch.GetElapsedTime(start);
    }
}
