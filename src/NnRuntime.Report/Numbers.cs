using System.Globalization;

namespace NnGen.Report;

/// <summary>Formats numbers for the report, with a decimal point regardless of the culture.</summary>
internal static class Numbers
{
    /// <summary>Formats a number with four digits.</summary>
    public static string General(double value) => value.ToString(Math.Abs(value) is >= 1e-4 and < 1e5 or 0 ? "G4" : "0.###e0", CultureInfo.InvariantCulture);

    /// <summary>Formats a fraction in percent.</summary>
    public static string Percent(double value) => string.Create(CultureInfo.InvariantCulture, $"{100 * value:0.##} %");

    /// <summary>Formats a whole number.</summary>
    public static string Whole(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Formats a duration, to a hundredth of a second.</summary>
    public static string Seconds(TimeSpan time) => time.TotalMinutes >= 10
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalHours)} h {time.Minutes} min")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.##} s");
}
