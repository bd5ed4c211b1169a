namespace Versus.Timing;

/// <summary>What was measured of one setting, in nanoseconds.</summary>
internal sealed class SettingTimes(string name, bool offered)
{
    private readonly List<double> _times = [];

    public string Name => name;

    public bool Offered => offered;

    public double Median => MedianOf(_times);

    public double Min => _times.Min();

    public void Add(IEnumerable<double> times) => _times.AddRange(times);

    public static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
