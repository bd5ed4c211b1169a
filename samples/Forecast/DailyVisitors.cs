using NnGen.Data;

namespace Visitors;

/// <summary>Generates the visitors of a museum on each day, so that the sample runs offline.</summary>
internal static class DailyVisitors
{
    // More on weekends, closed for half of Monday.
    private static readonly double[] s_weekdays = [0.6, 0.8, 0.85, 0.9, 1.0, 1.5, 1.35];

    /// <summary>Generates a series that begins on a Monday: a slow growth, a season of a year and one of a week, and weather, which lasts for several days.</summary>
    public static float[] Generate(int days, int seed)
    {
        Xoshiro256 random = new(seed);
        float[] visitors = new float[days];
        double weather = 0;
        for (int day = 0; day < days; day++)
        {
            weather = (0.7 * weather) + (0.08 * random.NextNormal());
            double year = 1 + (0.3 * Math.Sin(2 * Math.PI * (day - 100) / 365.25)), growth = 500 + (0.1 * day);
            visitors[day] = (float)Math.Round(growth * year * s_weekdays[day % 7] * (1 + weather + (0.05 * random.NextNormal())));
        }
        return visitors;
    }
}
