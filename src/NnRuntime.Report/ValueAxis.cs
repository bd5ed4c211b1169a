using System.Globalization;

namespace NnGen.Report;

/// <summary>Represents the axis of a chart's values: its range, its labels, and the position of a value, from 0 at the bottom to 1 at the top.</summary>
internal sealed class ValueAxis
{
    // Ratio of the maximum to the minimum from which a logarithmic scale is useful.
    private const double LogarithmicFrom = 30;

    // Values whose relative difference is below this fraction differ only by the rounding of 32-bit floats.
    private const double Noise = 1e-6;

    private const double Margin = 0.06;

    private const int MaxTicks = 8, MaxDigits = 8;

    private readonly double _from, _to;

    /// <summary>Creates the axis for values.</summary>
    /// <param name="values">Finite values, at least one.</param>
    /// <param name="format">Formats a value.</param>
    /// <param name="mayBeLogarithmic">Whether a logarithmic scale is allowed.</param>
    public ValueAxis(IReadOnlyCollection<double> values, Func<double, string> format, bool mayBeLogarithmic)
    {
        (double min, double max) = (values.Min(), values.Max());
        double size = Math.Max(Math.Abs(min), Math.Abs(max));
        IsLogarithmic = mayBeLogarithmic && min > 0 && max / min >= LogarithmicFrom;
        if (max - min <= Noise * size)
        {
            // A single value is drawn relative to 0, at half the height of the chart. A chart of zeros has them in the middle.
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

    /// <summary>Gets whether equal distances represent equal ratios.</summary>
    public bool IsLogarithmic { get; }

    /// <summary>Gets the labels and their positions.</summary>
    public IReadOnlyList<(double Position, string Label)> Ticks { get; }

    /// <summary>Returns the position of a value.</summary>
    public double Position(double value) => ((IsLogarithmic ? Math.Log10(value) : value) - _from) / (_to - _from);

    // Ticks that are close together need more digits than the format provides, so that no two have the same label.
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
