using System.Globalization;

namespace NnGen.Report;

/// <summary>The axis of a chart's values: its range, its labels, and where a value is on it, from 0 at the bottom to 1 at the top.</summary>
internal sealed class ValueAxis
{
    // Ratio of the maximum to the minimum from which decades are of interest.
    private const double LogarithmicFrom = 30;

    // Values that differ by less than this part of their size differ by the rounding of 32-bit floats only.
    private const double Noise = 1e-6;

    private const double Margin = 0.06;

    private const int MaxTicks = 8, MaxDigits = 8;

    private readonly double _from, _to;

    /// <summary>Makes the axis for values.</summary>
    /// <param name="values">Finite values, at least one.</param>
    /// <param name="format">Writes a value.</param>
    /// <param name="mayBeLogarithmic">Whether decades may be shown.</param>
    public ValueAxis(IReadOnlyCollection<double> values, Func<double, string> format, bool mayBeLogarithmic)
    {
        (double min, double max) = (values.Min(), values.Max());
        double size = Math.Max(Math.Abs(min), Math.Abs(max));
        IsLogarithmic = mayBeLogarithmic && min > 0 && max / min >= LogarithmicFrom;
        if (max - min <= Noise * size)
        {
            // One value, seen from 0: half as high as the chart. A chart of zeros has them in its middle.
            (_from, _to) = size == 0 ? (-1.0, 1.0) : min < 0 ? (2 * min, 0.0) : (0.0, 2 * max);
            Ticks = size == 0 ? [(Position(0), format(0))] : [(Position(0), format(0)), (Position(min), format(min))];
            return;
        }
        (double low, double high) = IsLogarithmic ? (Math.Log10(min), Math.Log10(max)) : (min, max);
        double margin = Margin * (high - low);
        (_from, _to) = (low - margin, high + margin);
        double[] ticks = IsLogarithmic ? [.. Report.Ticks.Decades(_from, _to).Select(static power => Math.Pow(10, power))] : [.. Report.Ticks.Round(_from, _to, MaxTicks)];
        Ticks = [.. ticks.Zip(Labels(ticks, format), (tick, label) => (Position(tick), label))];
    }

    /// <summary>Whether equal distances are equal ratios.</summary>
    public bool IsLogarithmic { get; }

    /// <summary>The labels and where they are.</summary>
    public IReadOnlyList<(double Position, string Label)> Ticks { get; }

    /// <summary>Where a value is.</summary>
    public double Position(double value) => ((IsLogarithmic ? Math.Log10(value) : value) - _from) / (_to - _from);

    // Ticks that are close to each other need more digits than the format gives: no two have the same label.
    private static string[] Labels(double[] ticks, Func<double, string> format)
    {
        string[] labels = [.. ticks.Select(format)];
        for (int digits = 5; digits <= MaxDigits && labels.Distinct().Count() < labels.Length; digits++)
        {
            labels = [.. ticks.Select(tick => tick.ToString($"G{digits}", CultureInfo.InvariantCulture))];
        }
        return labels;
    }
}
