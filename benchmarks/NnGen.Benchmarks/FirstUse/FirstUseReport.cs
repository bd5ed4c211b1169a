using System.Globalization;

namespace NnGen.Benchmarks.FirstUse;

/// <summary>What one new process tells, times in milliseconds.</summary>
/// <param name="First">The first call.</param>
/// <param name="Second">The second.</param>
/// <param name="ThirdToTenth">The mean of the third to the tenth.</param>
/// <param name="SlowestLater">The slowest behind the tenth, within the first 200 ms.</param>
/// <param name="Steady">The median call of the last quarter, when everything is compiled.</param>
/// <param name="CallsUntilFast">Calls before five in a row take at most 1.5 times that in the median.</param>
/// <param name="EarlyShare">The calls of the first 200 ms, as a part of those at steady speed.</param>
internal sealed record FirstUseReport(double First, double Second, double ThirdToTenth, double SlowestLater, double Steady, double CallsUntilFast, double EarlyShare)
{
    public const double EarlyMilliseconds = 200;

    /// <param name="ends">When each call ended, in milliseconds from the start of the first.</param>
    public static FirstUseReport Of(IReadOnlyList<double> ends)
    {
        double[] calls = [.. ends.Select((end, i) => end - (i == 0 ? 0 : ends[i - 1]))];
        double steady = Median(calls.AsSpan(calls.Length * 3 / 4));
        int early = ends.Count(static end => end <= EarlyMilliseconds), fast = 0;
        while (fast + 5 < calls.Length && Median(calls.AsSpan(fast, 5)) > 1.5 * steady)
        {
            fast++;
        }
        return new FirstUseReport(calls[0], calls[1], calls[2..10].Average(), calls[10..Math.Max(11, early)].Max(), steady, fast, early * steady / EarlyMilliseconds);
    }

    public static FirstUseReport Parse(string text)
    {
        double[] n = [.. text.Split(' ').Select(static t => double.Parse(t, CultureInfo.InvariantCulture))];
        return new FirstUseReport(n[0], n[1], n[2], n[3], n[4], n[5], n[6]);
    }

    public string Print() => string.Join(' ', new[] { First, Second, ThirdToTenth, SlowestLater, Steady, CallsUntilFast, EarlyShare }
        .Select(static n => n.ToString("R", CultureInfo.InvariantCulture)));

    private static double Median(Span<double> values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }
}
