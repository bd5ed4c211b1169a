using System.Globalization;

namespace NnGen.Optimizers;

/// <summary>Settings as their author wrote them.</summary>
internal static class DecimalValue
{
    /// <summary>Returns the shortest decimal number that rounds to <paramref name="value"/> where that is exactly a float, and any other value
    /// as it is.</summary>
    /// <remarks>An argument 0.9999f arrives as the double 0.99989998340606689; 1 less it differs from 0.0001 by 0.02 %. No value changes by more
    /// than half the distance between two floats.</remarks>
    public static double Of(double value) =>
        (float)value == value ? double.Parse(((float)value).ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : value;
}
