using System.Globalization;

namespace NnGen;

/// <summary>Recovers settings as they were written in source code.</summary>
internal static class DecimalValue
{
    /// <summary>Returns the shortest decimal number that rounds to <paramref name="value"/> if the value is exactly representable as a float; otherwise the
    /// value unchanged.</summary>
    /// <remarks>−0 becomes 0. The argument 0.9999f arrives as the double 0.99989998340606689, and 1 minus that differs from 0.0001 by 0.02 %. No value changes by more than
    /// half the distance between two adjacent floats.</remarks>
    public static double Of(double value) =>
        value == 0 ? 0 : (float)value == value ? double.Parse(((float)value).ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : value;
}
