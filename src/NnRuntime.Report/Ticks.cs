using ScottPlot.TickGenerators;

namespace NnGen.Report;

/// <summary>Places the labels of an axis. The positions chosen by ScottPlot depend on the width of text in the fonts of the machine.</summary>
internal static class Ticks
{
    /// <summary>Returns ticks at the given positions.</summary>
    public static NumericManual Of(IEnumerable<(double Position, string Label)> labels)
    {
        NumericManual ticks = new();
        foreach ((double position, string label) in labels)
        {
            ticks.AddMajor(position, label);
        }
        return ticks;
    }

    /// <summary>Returns multiples of 1, 2 or 5 times a power of ten.</summary>
    public static IEnumerable<double> Round(double from, double to, int most)
    {
        double step = Step((to - from) / most);
        return Multiples(from, to, step);
    }

    /// <summary>Returns round whole numbers.</summary>
    public static IEnumerable<double> Whole(double from, double to, int most) => Multiples(from, to, Math.Max(1, Step((to - from) / most)));

    /// <summary>Returns the logarithms of 1, and if there is room of 2 and 5, times powers of ten.</summary>
    public static IEnumerable<double> Decades(double from, double to)
    {
        double[] within = to - from > 3 ? [1] : to - from > 1.5 ? [1, 3] : [1, 2, 5];
        int skip = Math.Max(1, (int)Math.Ceiling((to - from) / 7));
        for (int power = (int)Math.Floor(from); power <= to; power++)
        {
            foreach (double digit in within)
            {
                double position = power + Math.Log10(digit);
                if (position >= from && position <= to && power % skip == 0)
                {
                    yield return position;
                }
            }
        }
    }

    private static double Step(double minimum)
    {
        if (!(minimum > 0))
        {
            return 1;
        }
        double power = Math.Pow(10, Math.Floor(Math.Log10(minimum)));
        return minimum <= power ? power : minimum <= 2 * power ? 2 * power : minimum <= 5 * power ? 5 * power : 10 * power;
    }

    private static IEnumerable<double> Multiples(double from, double to, double step)
    {
        for (double i = Math.Ceiling(from / step); i <= Math.Floor(to / step); i++)
        {
            // Avoids −0, which would be displayed with its sign.
            yield return (i * step) + 0.0;
        }
    }
}
